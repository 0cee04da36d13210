using FinerCut.Onnx.Graphs;
using Attribute = FinerCut.Onnx.Graphs.Attribute;

namespace FinerCut.Onnx.Messages;

/// <summary>A <c>NodeProto</c> as it stands in a file, its values still names.</summary>
internal sealed class NodeMessage
{
    private const int InputField = 1;
    private const int OutputField = 2;
    private const int NameField = 3;
    private const int OpTypeField = 4;
    private const int AttributeField = 5;
    private const int DomainField = 7;
    private const int OverloadField = 8;

    // Another name of the domain without a name.
    private const string StandardDomain = "ai.onnx";

    private NodeMessage(ByteRange? range) => Range = range;

    /// <summary>The bytes of the node; null for one made in code.</summary>
    public ByteRange? Range { get; }

    public string Name { get; private set; } = "";

    public string OpType { get; private set; } = "";

    public string Domain { get; private set; } = "";

    /// <summary>Which of several functions of the same name it calls; empty where there is one.</summary>
    public string Overload { get; private set; } = "";

    public List<string> Inputs { get; private init; } = [];

    public List<string> Outputs { get; private init; } = [];

    public List<AttributeMessage> Attributes { get; private init; } = [];

    /// <summary>The graphs inside.</summary>
    public IEnumerable<GraphMessage> InnerGraphs =>
        Attributes.Count == 0 ? [] : Attributes.SelectMany(attribute => attribute.Graphs);

    /// <summary>Whether it comes out of a function, so that it is not in its graph's file as it stands.</summary>
    public bool IsInlined { get; private init; }

    public static NodeMessage Read(ByteRange range, GraphMessage graph)
    {
        NodeMessage node = new(range);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            if (field.Number is >= InputField and <= OverloadField)
            {
                node.Take(field.Expect(WireType.Bytes, "a part of a node"), graph);
            }
        }

        return node;
    }

    /// <summary>ONNX's own domain has two names; the shorter one is used.</summary>
    public static string DomainOf(string text) => text == StandardDomain ? "" : text;

    /// <summary>A copy for a graph that the node was not written for.</summary>
    public NodeMessage Inlined(
        string name, List<string> inputs, List<string> outputs, List<AttributeMessage> attributes) => new(Range)
        {
            Name = name,
            OpType = OpType,
            Domain = Domain,
            Overload = Overload,
            Inputs = inputs,
            Outputs = outputs,
            Attributes = attributes,
            IsInlined = true,
        };

    /// <summary>A node that copies a value.</summary>
    public static NodeMessage Identity(string name, string input, string output) => new(range: null)
    {
        Name = name,
        OpType = "Identity",
        Inputs = [input],
        Outputs = [output],
        IsInlined = true,
    };

    /// <summary>The node as it stands now; fields that this code does not know stay.</summary>
    public static MessageBuilder Write(Node node, IExternalDataMap data)
    {
        bool movesData = node.Tensors.Any(data.Moves);
        if (node.Original is { } unchanged && !node.IsModified && !movesData)
        {
            return new MessageBuilder().Raw(unchanged);
        }

        MessageBuilder message = new();
        foreach (Value? input in node.Inputs)
        {
            message.Text(InputField, input?.Name ?? "");
        }

        foreach (Value? output in node.Outputs)
        {
            message.Text(OutputField, output?.Name ?? "");
        }

        if (node.Original is { } original && !node.HasNewOperator && !movesData && !node.InnerGraphs.Any())
        {
            return message.CopyExcept(original, InputField, OutputField);
        }

        AddText(NameField, node.Name);
        AddText(OpTypeField, node.OpType);
        foreach (Attribute attribute in node.Attributes)
        {
            message.Message(AttributeField, AttributeMessage.Write(attribute, data));
        }

        AddText(DomainField, node.Domain);
        return node.Original is not { } whole ? message : message.CopyExcept(
            whole, InputField, OutputField, NameField, OpTypeField, AttributeField, DomainField);

        void AddText(int number, string text)
        {
            if (text.Length > 0)
            {
                message.Text(number, text);
            }
        }
    }

    private void Take(Field field, GraphMessage graph)
    {
        switch (field.Number)
        {
            case InputField:
                Inputs.Add(field.Text);
                break;
            case OutputField:
                Outputs.Add(field.Text);
                break;
            case NameField:
                Name = field.Text;
                break;
            case OpTypeField:
                OpType = field.Text;
                break;
            case DomainField:
                Domain = DomainOf(field.Text);
                break;
            case OverloadField:
                Overload = field.Text;
                break;
            case AttributeField:
                Attributes.Add(AttributeMessage.Read(field.Payload, graph));
                break;
        }
    }
}
