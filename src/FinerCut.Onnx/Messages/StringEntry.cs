using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary><c>StringStringEntryProto</c>: a key and a value.</summary>
internal static class StringEntry
{
    private const int KeyField = 1;
    private const int ValueField = 2;

    public static (string Key, string Value) Read(ByteRange range)
    {
        (string key, string value) = ("", "");
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            switch (field.Number)
            {
                case KeyField:
                    key = field.Expect(WireType.Bytes, "a key").Text;
                    break;
                case ValueField:
                    value = field.Expect(WireType.Bytes, "a value").Text;
                    break;
            }
        }

        return (key, value);
    }

    public static MessageBuilder Write(string key, string value) =>
        new MessageBuilder().Text(KeyField, key).Text(ValueField, value);
}
