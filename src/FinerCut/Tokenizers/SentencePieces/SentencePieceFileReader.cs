using System.Text;
using FinerCut.Onnx;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;
using FinerCut.Tokenizers.Models;

namespace FinerCut.Tokenizers.SentencePieces;

/// <summary>Reads the protobuf of a SentencePiece model, field by field.</summary>
/// <remarks>Field numbers: <c>sentencepiece_model.proto</c> of the SentencePiece library. A field of another number, or
/// stored in another way, is passed over.</remarks>
internal sealed class SentencePieceFileReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SentencePieceFile _file;

    private SentencePieceFileReader(string path) => _file = new SentencePieceFile { Path = path };

    /// <summary>Reads a model.</summary>
    /// <param name="path">What messages call the file.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="DiagnosticException">FC3034: it is damaged.</exception>
    internal static SentencePieceFile Read(string path, byte[] bytes)
    {
        SentencePieceFileReader reader = new(path);
        using MemoryByteSource source = new(bytes, path);
        try
        {
            reader.ReadModel(new ByteRange(source, 0, bytes.Length));
        }
        catch (DecoderFallbackException exception)
        {
            throw TokenizerErrors.SentencePieceDamaged(path, "A piece is not UTF-8.", exception);
        }

        return reader._file.Pieces.Count > 0
            ? reader._file
            : throw TokenizerErrors.SentencePieceDamaged(path, "It holds no pieces.");
    }

    private void ReadModel(ByteRange model)
    {
        FieldReader reader = FieldsOf(model);
        while (reader.TryRead(out Field field))
        {
            switch (field)
            {
                case { Number: 1, Wire: WireType.Bytes }:
                    ReadPiece(field.Payload);
                    break;
                case { Number: 2, Wire: WireType.Bytes }:
                    ReadTrainer(field.Payload);
                    break;
                case { Number: 3, Wire: WireType.Bytes }:
                    ReadNormalizer(field.Payload);
                    break;
            }
        }
    }

    private void ReadPiece(ByteRange message)
    {
        SentencePieceToken piece = new("", 0, SentencePieceTokenKind.Normal);
        FieldReader reader = FieldsOf(message);
        while (reader.TryRead(out Field field))
        {
            piece = field switch
            {
                { Number: 1, Wire: WireType.Bytes } => piece with { Text = Utf8.GetString(field.Payload.ToArray()) },
                { Number: 2, Wire: WireType.Fixed32 } => piece with { Score = field.Float },
                { Number: 3, Wire: WireType.Varint } =>
                    piece with { Kind = (SentencePieceTokenKind)unchecked((int)field.Varint) },
                _ => piece,
            };
        }

        bool isWhole = Enum.IsDefined(piece.Kind) && piece.Text.Length is > 0 and <= DerivedMerges.LongestToken
            && float.IsFinite(piece.Score);
        _file.Pieces.Add(isWhole ? piece : throw TokenizerErrors.SentencePieceDamaged(
            _file.Path, $"Piece {_file.Pieces.Count} has {piece.Text.Length} characters, kind {piece.Kind} and score "
                + $"{piece.Score}."));
    }

    private void ReadTrainer(ByteRange message)
    {
        FieldReader reader = FieldsOf(message);
        while (reader.TryRead(out Field field))
        {
            switch (field)
            {
                case { Number: 3, Wire: WireType.Varint }:
                    _file.Kind = (SentencePieceKind)unchecked((int)field.Varint);
                    break;
                case { Number: 24, Wire: WireType.Varint }:
                    _file.HasSpaceAsSuffix = field.Varint != 0;
                    break;
                case { Number: 35, Wire: WireType.Varint }:
                    _file.HasByteFallback = field.Varint != 0;
                    break;
            }
        }
    }

    private void ReadNormalizer(ByteRange message)
    {
        FieldReader reader = FieldsOf(message);
        while (reader.TryRead(out Field field))
        {
            switch (field)
            {
                case { Number: 2, Wire: WireType.Bytes }:
                    _file.HasCharacterMap = field.Payload.Length > 0;
                    break;
                case { Number: 3, Wire: WireType.Varint }:
                    _file.AddsDummyPrefix = field.Varint != 0;
                    break;
                case { Number: 4, Wire: WireType.Varint }:
                    _file.RemovesExtraSpaces = field.Varint != 0;
                    break;
                case { Number: 5, Wire: WireType.Varint }:
                    _file.EscapesSpaces = field.Varint != 0;
                    break;
            }
        }
    }

    private FieldReader FieldsOf(ByteRange message) => new(message, (_, offset, finding) =>
        TokenizerErrors.SentencePieceDamaged(_file.Path, $"At byte {offset}, {finding}."));
}
