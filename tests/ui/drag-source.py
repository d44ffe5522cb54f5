#!/usr/bin/python3
"""drag-source.py FILE…: a window of another program, in the corner of the screen, from which files are dragged as from a file manager."""
import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, Gtk  # noqa: E402


def build(application):
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in sys.argv[1:]])
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.connect("prepare", lambda *_: Gdk.ContentProvider.new_for_value(files))
    label = Gtk.Label(label="\n".join(sys.argv[1:]))
    label.add_controller(source)
    Gtk.ApplicationWindow(application=application, title="drag source", child=label, default_width=160, default_height=160).present()


program = Gtk.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
program.connect("activate", build)
program.run()
