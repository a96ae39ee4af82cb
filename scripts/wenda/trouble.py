"""What the operating system refuses, as a sentence with the path and a way out."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wenda.findings import CannotRun

_SENTENCES = {
    errno.ENOENT: "不在了；若是在构建时被移走或改名，请再运行一次。",
    errno.EISDIR: "这里要放文件，却有一个同名的文件夹；请把它移走或改名。",
    errno.ENOTDIR: "路上该是文件夹的地方有一个文件；请把它移走或改名。",
    errno.EEXIST: "这里要放文件夹，却有一个同名的文件；请把它移走或改名。",
    errno.ENOTEMPTY: "文件夹在构建时又有了别的文件；请再运行一次。",
    errno.EACCES: "没有权限；请检查它和所在文件夹的属主与权限。",
    errno.EPERM: "没有权限；请检查它和所在文件夹的属主与权限。",
    errno.EROFS: "磁盘是只读的；请换一处可写的地方。",
    errno.ENOSPC: "磁盘已满，没有写完；原来的还在；请腾出空间再运行一次。",
    errno.EDQUOT: "磁盘配额已满，没有写完；原来的还在；请腾出空间再运行一次。",
    errno.EFBIG: "文件超过了系统许可的大小（见 ulimit -f），没有写完，原来的还在。",
    errno.ENAMETOOLONG: "名称太长，系统放不下；请改短。",
    errno.ELOOP: "链接绕成了圈；请改正链接。",
    errno.EMFILE: "打开的文件太多（见 ulimit -n）。",
    errno.EXDEV: "docs/qa 和 .cache 不在同一个文件系统，不能整页替换；请放到一处。",
    errno.EIO: "磁盘读写出错；请检查磁盘。",
}


def sentence(error: OSError, path: Path | None = None) -> str:
    """`path` is what was read or written, for where the system does not say it (a full disk)."""
    missing = error.errno == errno.ENOENT  # of a renaming: what is not there, else where it goes
    named = error.filename if missing else error.filename2 or error.filename
    place = named or path
    said = _SENTENCES.get(error.errno or 0, f"系统说：{error.strerror or error}。")
    return f"{place}：{said}" if place else said


@contextmanager
def told(path: Path | None = None) -> Iterator[None]:
    """Turn what the system refuses into CannotRun with a sentence."""
    try:
        yield
    except BrokenPipeError:  # about who reads our output, not about a file
        raise
    except OSError as error:
        raise CannotRun(sentence(error, path)) from error
