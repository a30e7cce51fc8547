"""A stranger's site with pages of its own, run in a process of its own.

``HOST_FOLDER`` is where it keeps its database and files, ``HOST_HAS_CASESTUDIES`` whether the
programme is installed in it.
"""
