"""Another program: a small window in a corner from which text or a file can be dragged.

Usage: X Y text WORDS, or X Y file PATH. Says "ready" when it can be seen.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

SIZE = 120, 40


class Source(QLabel):
    """Gives away a copy of what it holds as soon as it is dragged."""

    def __init__(self, kind: str, payload: str) -> None:
        super().__init__("Drag me")
        self._kind, self._payload = kind, payload
        # No window manager moves it, gives it the keys, or puts anything over it.
        self.setWindowFlags(Qt.WindowType.X11BypassWindowManagerHint)
        self.setFixedSize(*SIZE)

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        mime = QMimeData()
        if self._kind == "file":
            mime.setUrls([QUrl.fromLocalFile(self._payload)])
        else:
            mime.setText(self._payload)
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.exec(Qt.DropAction.CopyAction)


def main(x: str, y: str, kind: str, payload: str) -> int:
    application = QApplication(sys.argv[:1])
    source = Source(kind, payload)
    source.move(int(x), int(y))
    source.show()
    source.raise_()
    QTimer.singleShot(0, lambda: print("ready", flush=True))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
