using System.Text;
using FinerCut.Onnx;
using FinerCut.Tokenizers.Models;
using Google.Protobuf;

namespace FinerCut.Tokenizers.SentencePieces;

/// <summary>Reads the protobuf of a SentencePiece model, field by field.</summary>
/// <remarks>Field numbers: <c>sentencepiece_model.proto</c> of the SentencePiece library.</remarks>
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
        try
        {
            reader.ReadModel(bytes);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw TokenizerErrors.SentencePieceDamaged(path, exception.Message, exception);
        }
        catch (DecoderFallbackException exception)
        {
            throw TokenizerErrors.SentencePieceDamaged(path, "A piece is not UTF-8.", exception);
        }

        return reader._file.Pieces.Count > 0
            ? reader._file
            : throw TokenizerErrors.SentencePieceDamaged(path, "It holds no pieces.");
    }

    private void ReadModel(byte[] bytes) => ReadFields(bytes, (field, input) =>
    {
        switch (field)
        {
            case (1, WireFormat.WireType.LengthDelimited):
                ReadPiece(input.ReadBytes().ToByteArray());
                return true;
            case (2, WireFormat.WireType.LengthDelimited):
                ReadFields(input.ReadBytes().ToByteArray(), ReadTrainerField);
                return true;
            case (3, WireFormat.WireType.LengthDelimited):
                ReadFields(input.ReadBytes().ToByteArray(), ReadNormalizerField);
                return true;
            default:
                return false;
        }
    });

    private void ReadPiece(byte[] bytes)
    {
        Piece piece = new("", 0, PieceKind.Normal);
        ReadFields(bytes, (field, input) =>
        {
            switch (field)
            {
                case (1, WireFormat.WireType.LengthDelimited):
                    piece = piece with { Text = Utf8.GetString(input.ReadBytes().Span) };
                    return true;
                case (2, WireFormat.WireType.Fixed32):
                    piece = piece with { Score = input.ReadFloat() };
                    return true;
                case (3, WireFormat.WireType.Varint):
                    piece = piece with { Kind = (PieceKind)input.ReadEnum() };
                    return true;
                default:
                    return false;
            }
        });
        bool isWhole = Enum.IsDefined(piece.Kind) && piece.Text.Length is > 0 and <= DerivedMerges.LongestToken && float.IsFinite(piece.Score);
        _file.Pieces.Add(isWhole ? piece : throw TokenizerErrors.SentencePieceDamaged(
            _file.Path, $"Piece {_file.Pieces.Count} has {piece.Text.Length} characters, kind {piece.Kind} and score {piece.Score}."));
    }

    private bool ReadTrainerField((int Number, WireFormat.WireType Type) field, CodedInputStream input)
    {
        switch (field)
        {
            case (3, WireFormat.WireType.Varint):
                _file.Kind = (SentencePieceKind)input.ReadEnum();
                return true;
            case (24, WireFormat.WireType.Varint):
                _file.HasSpaceAsSuffix = input.ReadBool();
                return true;
            case (35, WireFormat.WireType.Varint):
                _file.HasByteFallback = input.ReadBool();
                return true;
            default:
                return false;
        }
    }

    private bool ReadNormalizerField((int Number, WireFormat.WireType Type) field, CodedInputStream input)
    {
        switch (field)
        {
            case (2, WireFormat.WireType.LengthDelimited):
                _file.HasCharacterMap = input.ReadBytes().Length > 0;
                return true;
            case (3, WireFormat.WireType.Varint):
                _file.AddsDummyPrefix = input.ReadBool();
                return true;
            case (4, WireFormat.WireType.Varint):
                _file.RemovesExtraSpaces = input.ReadBool();
                return true;
            case (5, WireFormat.WireType.Varint):
                _file.EscapesSpaces = input.ReadBool();
                return true;
            default:
                return false;
        }
    }

    private static void ReadFields(byte[] bytes, Func<(int Number, WireFormat.WireType Type), CodedInputStream, bool> read)
    {
        using CodedInputStream input = new(bytes);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (!read((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag)), input))
            {
                input.SkipLastField();
            }
        }
    }
}
