using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>The fields of a <c>TensorProto</c> that hold numbers one by one, such as <c>float_data</c>.</summary>
/// <param name="type">Type of the elements.</param>
/// <param name="fields">The fields.</param>
internal sealed class TypedData(ElementType type, IReadOnlyList<Field> fields) : ITypedData
{
    private const int FloatField = 4;
    private const int Int32Field = 5;
    private const int Int64Field = 7;
    private const int DoubleField = 10;

    /// <inheritdoc/>
    public IReadOnlyList<long> ReadIntegers() => Varints(type == ElementType.Int64 ? Int64Field : Int32Field);

    /// <inheritdoc/>
    public IReadOnlyList<double> ReadFloats() => type switch
    {
        ElementType.Float16 =>
            [.. Varints(Int32Field).Select(bits => (double)BitConverter.UInt16BitsToHalf(unchecked((ushort)bits)))],
        ElementType.Float => Floats(FloatField, sizeof(float)),
        _ => Floats(DoubleField, sizeof(double)),
    };

    private List<double> Floats(int number, int sizeInBytes) =>
    [
        .. fields.Where(field => field.Number == number)
            .SelectMany(field => TensorNumbers.Elements(sizeInBytes, field.Payload, TensorNumbers.Float)),
    ];

    private List<long> Varints(int number)
    {
        List<long> values = [];
        foreach (Field field in fields.Where(field => field.Number == number))
        {
            field.AddIntegersTo(values);
        }

        return values;
    }
}
