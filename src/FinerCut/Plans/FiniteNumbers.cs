using System.Text.Json;
using System.Text.Json.Serialization;

namespace FinerCut.Plans;

/// <summary>Refuses digits that stand for more than 64 bits of floating point hold, which would be read as infinity.</summary>
internal sealed class FiniteNumbers : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        double number = reader.GetDouble();
        // The serializer says where, by an exception without a text.
        return double.IsFinite(number) ? number : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}
