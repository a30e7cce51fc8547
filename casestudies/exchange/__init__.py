"""Tables of the office as spreadsheets, out and in.

``tables`` says which columns a table has; ``reading`` makes rows of a file, ``imports`` looks
what they would change and writes it, ``template`` makes the empty file. What these need of
django-import-export and openpyxl is loaded when a file is read or written.
"""
