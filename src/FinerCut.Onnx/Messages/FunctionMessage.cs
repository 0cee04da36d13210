using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>A <c>FunctionProto</c> as it stands in a file.</summary>
internal sealed class FunctionMessage
{
    private const int NameField = 1;
    private const int InputField = 4;
    private const int OutputField = 5;
    private const int NodeField = 7;
    private const int OpsetField = 9;
    private const int DomainField = 10;
    private const int DefaultField = 11;
    private const int OverloadField = 13;

    private FunctionMessage(ByteRange range) => (Range, Body) = (range, new GraphMessage(range, outer: null));

    public ByteRange Range { get; }

    /// <summary>What a call names.</summary>
    public FunctionKey Key { get; private set; } = new("", "", "");

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    /// <summary>Values of attributes that a call may leave out.</summary>
    public List<AttributeMessage> Defaults { get; } = [];

    /// <summary>The operator sets that its nodes are written for.</summary>
    public List<OpsetImport> OpsetImports { get; } = [];

    /// <summary>A graph that holds the nodes and is never run itself.</summary>
    public GraphMessage Body { get; }

    public static FunctionMessage Read(ByteRange range)
    {
        FunctionMessage function = new(range);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            function.Take(field);
        }

        return function;
    }

    private void Take(Field field)
    {
        switch (field.Number)
        {
            case NameField:
                Key = Key with { Name = Checked().Text };
                break;
            case InputField:
                Inputs.Add(Checked().Text);
                break;
            case OutputField:
                Outputs.Add(Checked().Text);
                break;
            case NodeField:
                Body.Nodes.Add(NodeMessage.Read(Checked().Payload, Body));
                break;
            case OpsetField:
                OpsetImports.Add(OpsetMessage.Read(Checked().Payload));
                break;
            case DomainField:
                Key = Key with { Domain = NodeMessage.DomainOf(Checked().Text) };
                break;
            case DefaultField:
                Defaults.Add(AttributeMessage.Read(Checked().Payload, Body));
                break;
            case OverloadField:
                Key = Key with { Overload = Checked().Text };
                break;
        }

        Field Checked() => field.Expect(WireType.Bytes, "a part of a function");
    }
}
