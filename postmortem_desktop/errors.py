"""The conditions that this program expects; everything else is a mistake of ours."""

from postmortem_desktop.i18n import _


class PostmortemError(Exception):
    """Something that can happen to anybody; its text is one sentence a person can act on."""


class RecordError(PostmortemError):
    """A record contradicts itself, such as an end before its start."""


class StaleEditError(PostmortemError):
    """An edit was prepared from a state that has changed since."""


class StorageError(PostmortemError):
    """The library cannot be read or written; nothing was changed by the attempt."""


class LibraryLockedError(StorageError):
    """Another program has the library open."""


class NewerLibraryError(StorageError):
    """The library was written by a newer version of this program."""


class DamagedLibraryError(StorageError):
    """The file is no library, or is damaged; it was not written to."""


class StillSavingError(PostmortemError):
    """A large edit is on its way to the disk; the next one has to wait for it."""

    def __init__(self) -> None:
        super().__init__(_("The last change is still being saved. Please try again in a moment."))


class ImportRejectedError(PostmortemError):
    """A file from outside cannot be read; the text says where and what to do."""


class ReportError(PostmortemError):
    """The report cannot be written."""


class TemplateError(PostmortemError):
    """A template document has a part that cannot be understood."""


class JobCancelledError(PostmortemError):
    """A long task was stopped because somebody asked for it."""
