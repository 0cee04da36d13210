using System.Globalization;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>Reads <c>TensorProto</c>: the header, not the elements.</summary>
internal sealed class TensorMessage
{
    public const int DimsField = 1;
    public const int DataTypeField = 2;
    public const int NameField = 8;
    public const int RawDataField = 9;
    public const int ExternalDataField = 13;
    public const int DataLocationField = 14;

    // A thousandth of the largest number that its elements' bits may have.
    private static readonly UInt128 MostElements = long.MaxValue / 128 / 1024;

    // Two bits each, four to a number of a byte.
    private const long MostElementsPerByte = 4;

    private readonly ByteRange _range;
    private readonly List<long> _dimensions = [];
    private readonly Dictionary<string, string> _external = [];
    private readonly List<Field> _typedData = [];
    private string _name = "";
    private ElementType _elementType;
    private ByteRange? _rawData;
    private bool _isExternal;

    private TensorMessage(ByteRange range) => _range = range;

    private string Path => _range.Source.Name;

    /// <summary>Reads a tensor.</summary>
    /// <param name="range">The bytes of the message.</param>
    /// <param name="isPart">Whether the tensor is one of the two that make up a sparse one.</param>
    /// <exception cref="DiagnosticException">FC1008: shape and size do not fit together, or nobody can have
    /// them.</exception>
    public static Tensor Read(ByteRange range, bool isPart = false)
    {
        TensorMessage message = new(range);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            message.Take(field);
        }

        return message.ToTensor(isPart);
    }

    private Tensor ToTensor(bool isPart)
    {
        long count = ElementCount();
        long size = (long)((((UInt128)count * (UInt128)ElementTypes.BitsOf(_elementType)) + 7) / 8);
        if (!_isExternal)
        {
            CheckInside(count, size);
        }

        return new Tensor(_range)
        {
            Name = _name,
            ElementType = _elementType,
            Dimensions = _dimensions,
            ElementCount = count,
            SizeInBytes = size,
            ExternalData = _isExternal ? ReadExternal(size) : null,
            RawData = _rawData,
            TypedData = _typedData.Count > 0 ? new TypedData(_elementType, _typedData) : null,
            IsPart = isPart,
        };
    }

    private void Take(Field field)
    {
        switch (field.Number)
        {
            case DimsField:
                field.AddIntegersTo(_dimensions);
                break;
            case DataTypeField:
                _elementType = (ElementType)(int)field.Expect(WireType.Varint, "a tensor's type").Varint;
                break;
            case NameField:
                _name = field.Expect(WireType.Bytes, "a tensor's name").Text;
                break;
            case RawDataField:
                _rawData = field.Expect(WireType.Bytes, "a tensor's data").Payload;
                break;
            case 4 or 5 or 6 or 7 or 10 or 11:
                _typedData.Add(field);
                break;
            case ExternalDataField:
                ByteRange entry = field.Expect(WireType.Bytes, "an external data entry").Payload;
                (string key, string value) = StringEntry.Read(entry);
                _external[key] = value;
                break;
            case DataLocationField:
                _isExternal |= field.Varint == 1;
                break;
        }
    }

    private long ElementCount()
    {
        UInt128 count = 1;
        foreach (long dimension in _dimensions)
        {
            count = dimension < 0 ? UInt128.MaxValue : count * (UInt128)dimension;
            if (count > MostElements)
            {
                throw MessageErrors.TensorShape(Path, _name, _dimensions);
            }
        }

        return (long)count;
    }

    /// <summary>Sums over tensors stay within 64 bits only if a shape cannot claim more elements than the file has room
    /// for.</summary>
    private void CheckInside(long count, long size)
    {
        if (_rawData is { } raw)
        {
            if (size > 0 && raw.Length != size)
            {
                throw MessageErrors.TensorSize(Path, _name, raw.Length, size);
            }

            return;
        }

        long bytes = _typedData.Sum(field => field.Whole.Length);
        if (count > bytes * MostElementsPerByte)
        {
            throw MessageErrors.TensorSize(Path, _name, bytes, size);
        }
    }

    private ExternalData ReadExternal(long size)
    {
        string location = _external.GetValueOrDefault("location", "");
        long offset = Number("offset", 0);
        long length = Number("length", size);
        if (location.Length == 0)
        {
            throw MessageErrors.TensorInvalid(Path, _name, "its data is external, but no file is named");
        }

        if (offset > long.MaxValue - length)
        {
            throw MessageErrors.TensorInvalid(Path, _name, "its external data reaches beyond any file");
        }

        return size > 0 && length != size
            ? throw MessageErrors.TensorSize(Path, _name, length, size)
            : new ExternalData(location, offset, length, _external.GetValueOrDefault("checksum"));

        long Number(string key, long fallback) => !_external.TryGetValue(key, out string? text) ? fallback
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
            : throw MessageErrors.TensorInvalid(Path, _name, $"the {key} of its external data is '{text}'");
    }
}
