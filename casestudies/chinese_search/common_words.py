"""Words that tell little: dropped from a query, or not required to match."""

_STOP = """
怎么 怎样 怎么办 怎么做 如何 什么 为什么 为何 哪些 哪个 哪里 哪家 有哪些 有什么 是什么
什么是 怎么样 有何 何为 啥 咋 为啥 多少 几个 是否 能否 可否 能不能 有没有 可不可以 可以 请问
想问 想知道 想了解 关于 有关 对于 以及 并且 或者 还是 的 了 吗 呢 吧 么 和 与 及 或 我 你
我们 你们 他们 谁 哪 the a an of and or to in for what how is are
"""
_WHOLE = """
和谐 和平 和睦 和解 和气 共和 缓和 总和 饱和 祥和 平和 温和 调和 目的 有的 的确 参与 与会
与时 给与 及时 普及 涉及 以及 及格 或许 了解 为了 除了 什么 怎么 那么
"""
_WEAK = """
开展 做好 搞好 抓好 推进 推动 推行 加强 加快 深化 强化 落实 贯彻 实施 促进 提升 提高 改进
完善 进行 举办 组织 参加 参与 广泛 深入 扎实 积极 切实 大力 不断 进一步 有效 工作 活动 情况
方面 问题 经验 做法 好做法 案例 介绍 相关 材料 资料 内容 要求 措施 办法 方法 方式 方案 意义
作用 目的 通知 文件 新闻 报道 最新 需要 应该 应当 能够 必须
"""

#: Words of asking and joining; dropped while anything else is left.
STOP = frozenset(_STOP.split())
#: Words in which such a character is no word of its own.
WHOLE = frozenset(_WHOLE.split())
#: Words of office language; they may match, they need not.
WEAK = frozenset(_WEAK.split())
