using System.Globalization;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>A <c>TensorProto</c> as it stands in a file: the header read, the elements not.</summary>
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

    private readonly List<long> _dimensions;

    private TensorMessage(ByteRange range, List<long> dimensions) => (Range, _dimensions) = (range, dimensions);

    public ByteRange Range { get; }

    public string Name { get; private set; } = "";

    /// <summary>Whether the name is another one than in the file.</summary>
    public bool IsRenamed { get; private init; }

    public ElementType ElementType { get; private set; }

    public IReadOnlyList<long> Dimensions => _dimensions;

    public long ElementCount { get; private set; }

    public long SizeInBytes { get; private set; }

    public ByteRange? RawData { get; private set; }

    public ExternalData? ExternalData { get; private set; }

    /// <summary>Fields that hold numbers one by one: <c>float_data</c>, <c>int32_data</c>, <c>int64_data</c> and the like.</summary>
    public List<Field> TypedData { get; private init; } = [];

    public static TensorMessage Read(ByteRange range)
    {
        TensorMessage tensor = new(range, []);
        Dictionary<string, string> external = [];
        bool isExternal = false;
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            isExternal |= field is { Number: DataLocationField, Varint: 1 };
            tensor.Take(field, external);
        }

        tensor.Measure();
        if (isExternal)
        {
            tensor.ExternalData = tensor.ReadExternal(external);
        }
        else
        {
            tensor.CheckInside();
        }

        return tensor;
    }

    /// <summary>The same tensor under another name.</summary>
    public TensorMessage Renamed(string name) => new(Range, _dimensions)
    {
        Name = name,
        IsRenamed = true,
        ElementType = ElementType,
        ElementCount = ElementCount,
        SizeInBytes = SizeInBytes,
        RawData = RawData,
        ExternalData = ExternalData,
        TypedData = TypedData,
    };

    private void Take(Field field, Dictionary<string, string> external)
    {
        switch (field.Number)
        {
            case DimsField:
                field.AddIntegersTo(_dimensions);
                break;
            case DataTypeField:
                ElementType = (ElementType)(int)field.Expect(WireType.Varint, "a tensor's type").Varint;
                break;
            case NameField:
                Name = field.Expect(WireType.Bytes, "a tensor's name").Text;
                break;
            case RawDataField:
                RawData = field.Expect(WireType.Bytes, "a tensor's data").Payload;
                break;
            case 4 or 5 or 6 or 7 or 10 or 11:
                TypedData.Add(field);
                break;
            case ExternalDataField:
                (string key, string value) = StringEntry.Read(field.Expect(WireType.Bytes, "an external data entry").Payload);
                external[key] = value;
                break;
        }
    }

    private void Measure()
    {
        UInt128 count = 1;
        foreach (long dimension in _dimensions)
        {
            count = dimension < 0 ? UInt128.MaxValue : count * (UInt128)dimension;
            if (count > MostElements)
            {
                throw OnnxFileErrors.TensorShape(Range.Source.Name, Name, _dimensions);
            }
        }

        ElementCount = (long)count;
        SizeInBytes = (long)(((count * (UInt128)ElementTypes.BitsOf(ElementType)) + 7) / 8);
    }

    /// <summary>Sums over tensors stay within 64 bits only if a shape cannot claim more elements than the file has room for.</summary>
    private void CheckInside()
    {
        if (RawData is { } raw)
        {
            if (SizeInBytes > 0 && raw.Length != SizeInBytes)
            {
                throw OnnxFileErrors.TensorSize(Range.Source.Name, Name, raw.Length, SizeInBytes);
            }

            return;
        }

        long bytes = TypedData.Sum(field => field.Whole.Length);
        if (ElementCount > bytes * MostElementsPerByte)
        {
            throw OnnxFileErrors.TensorSize(Range.Source.Name, Name, bytes, SizeInBytes);
        }
    }

    private ExternalData ReadExternal(Dictionary<string, string> entries)
    {
        string location = entries.GetValueOrDefault("location", "");
        long offset = Number("offset", 0);
        long length = Number("length", SizeInBytes);
        if (location.Length == 0)
        {
            throw OnnxFileErrors.TensorInvalid(Range.Source.Name, Name, "its data is external, but no file is named");
        }

        if (offset > long.MaxValue - length)
        {
            throw OnnxFileErrors.TensorInvalid(Range.Source.Name, Name, "its external data reaches beyond any file");
        }

        return SizeInBytes > 0 && length != SizeInBytes
            ? throw OnnxFileErrors.TensorSize(Range.Source.Name, Name, length, SizeInBytes)
            : new ExternalData(location, offset, length, entries.GetValueOrDefault("checksum"));

        long Number(string key, long fallback) => !entries.TryGetValue(key, out string? text) ? fallback
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number
            : throw OnnxFileErrors.TensorInvalid(Range.Source.Name, Name, $"the {key} of its external data is '{text}'");
    }
}
