using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using Google.Protobuf.Collections;

namespace FinerCut.TestModels.Forms;

/// <summary>Writes every <c>GroupQueryAttention</c> of a GenAI model with another operator.</summary>
internal sealed class AttentionForms
{
    private const string Microsoft = "com.microsoft";

    private readonly ModelProto _model;
    private readonly ModelForm _form;
    private readonly ModelSizes _sizes;
    private readonly NodeList _nodes = new();
    private readonly string _past;
    private readonly string _total;
    private readonly string _positions;
    private readonly Dictionary<long, string> _masks = [];

    private AttentionForms(ModelProto model, ModelForm form, ModelSizes sizes)
    {
        (_model, _form, _sizes) = (model, form, sizes);
        string tokens = _nodes.SizeOf("input_ids", 1);
        _total = _nodes.SizeOf("attention_mask", 1);
        _past = _nodes.Op("Sub", _total, tokens);
        string row = _nodes.Op("Unsqueeze", _nodes.Op("Range", _past, _total, _nodes.Scalar(1)), _nodes.Vector(0));
        _positions = _nodes.Op("Expand", row, _nodes.Op("Shape", "input_ids"));
    }

    /// <summary>Whether there is an attention, and nothing of it that the other operator lacks.</summary>
    public static bool Fits(ModelProto model, ModelForm form)
    {
        List<GroupedQuery> attentions = [.. model.Graph.Node
            .Where(node => node.OpType == "GroupQueryAttention")
            .Select(node => new GroupedQuery(node, headSize: 1))];
        return attentions.Count > 0 && attentions.TrueForAll(attention => form switch
        {
            _ when attention.HasWindowedCache => false,
            ModelForm.OpsetAttention or ModelForm.ScatteredCaches => true,
            ModelForm.MultiHeadAttention => attention.IsPlain,
            _ =>
                attention is { IsPlain: true, IsRotary: false, IsPacked: true } && attention.Heads == attention.KvHeads,
        });
    }

    public static void Apply(ModelProto model, ModelForm form, ModelSizes sizes) =>
        new AttentionForms(model, form, sizes).Apply();

    private void Apply()
    {
        foreach (NodeProto node in _model.Graph.Node.ToList())
        {
            if (node.OpType == "GroupQueryAttention")
            {
                Rewrite(new GroupedQuery(node, _sizes.HeadSize));
            }
            else
            {
                _nodes.Nodes.Add(node);
            }
        }

        GraphProtos.SetNodes(_model.Graph, _nodes.Nodes);
        long opset = _form switch { ModelForm.OpsetAttention => 23, ModelForm.ScatteredCaches => 24, _ => 0 };
        OperatorSetIdProto standard = _model.OpsetImport.First(import => import.Domain.Length == 0);
        standard.Version = Math.Max(standard.Version, opset);
        DeadValues.Remove(_model);
    }

    private void Rewrite(GroupedQuery query)
    {
        (string q, string k, string v) = query.IsPacked
            ? Split(query)
            : (query.Input(0), query.Input(1), query.Input(2));
        if (query.IsRotary)
        {
            (q, k) = (Rotate(query, q, query.Heads), Rotate(query, k, query.KvHeads));
        }

        switch (_form)
        {
            case ModelForm.MultiHeadAttention:
                WriteMultiHead(query, (q, k, v));
                break;
            case ModelForm.OpsetAttention:
                WriteAttention(query, (q, k, v));
                break;
            case ModelForm.PackedCaches:
                WritePacked(query);
                break;
            case ModelForm.MaskedMultiHeadAttention:
                WriteMasked(query, (q, k, v));
                break;
            default:
                WriteScattered(query, (q, k, v));
                break;
        }
    }

    private (string Query, string Key, string Value) Split(GroupedQuery query)
    {
        (long width, long kvWidth) = ((long)query.Heads * query.HeadSize, (long)query.KvHeads * query.HeadSize);
        string sizes = _nodes.Vector(width, kvWidth, kvWidth);
        string q = _nodes.Node("Split", query.Input(0), sizes).With("axis", -1).Value;
        _nodes.Nodes[^1].Output.Add([q + "_key", q + "_value"]);
        return (q, q + "_key", q + "_value");
    }

    private string Rotate(GroupedQuery query, string value, int heads)
    {
        string positions = _model.Graph.Input.Any(input => input.Name == "position_ids") ? "position_ids" : _positions;
        long half = _model.Graph.Initializer.First(tensor => tensor.Name == query.Input(7)).Dims[1];
        bool isPartial = 2 * half < query.HeadSize;
        return _nodes.Node("RotaryEmbedding", value, positions, query.Input(7), query.Input(8)).In(Microsoft)
            .With("interleaved", query.IsInterleaved).With("num_heads", isPartial ? heads : 0).With(
                "rotary_embedding_dim", isPartial ? 2 * half : 0).Value;
    }

    private void WriteMultiHead(GroupedQuery query, (string Query, string Key, string Value) parts)
    {
        _nodes.Node("MultiHeadAttention", parts.Query, Repeat(query, parts.Key), Repeat(query, parts.Value)).In(
            Microsoft)
            .Reads("", "", "", query.Input(3), query.Input(4))
                .Writes(query.Output, query.PresentKey, query.PresentValue)
                .With("num_heads", query.Heads).With("scale", query.Scale).With("unidirectional", 1);
        foreach (string name in (string[])[query.Input(3), query.Input(4), query.PresentKey, query.PresentValue])
        {
            Axis(name, 1).DimValue = query.Heads;
        }
    }

    /// <summary>Every head of the query has its own copy of its group's key or value.</summary>
    private string Repeat(GroupedQuery query, string value)
    {
        long groups = query.Heads / query.KvHeads;
        if (groups == 1)
        {
            return value;
        }

        string heads = _nodes.Reshape(value, 0, 0, query.KvHeads, 1, query.HeadSize);
        string repeated = _nodes.Op("Expand", heads, _nodes.Vector(1, 1, 1, groups, 1));
        return _nodes.Reshape(repeated, 0, 0, (long)query.Heads * query.HeadSize);
    }

    private void WriteAttention(GroupedQuery query, (string Query, string Key, string Value) parts) =>
        _nodes.Node(
            "Attention", parts.Query, parts.Key, parts.Value, Mask(query, _total), query.Input(3), query.Input(4))
            .Writes(query.Output, query.PresentKey, query.PresentValue)
            .With("q_num_heads", query.Heads)
                .With("kv_num_heads", query.KvHeads)
                .With("scale", query.Scale)
                .With("softcap", query.SoftCap);

    private void WriteScattered(GroupedQuery query, (string Query, string Key, string Value) parts)
    {
        string indices =
            _nodes.Op("Expand", _past, _nodes.Op("Unsqueeze", _nodes.SizeOf("input_ids", 0), _nodes.Vector(0)));
        _nodes.Node("TensorScatter", query.Input(3), ByHead(parts.Key, query.KvHeads), indices)
            .Writes(query.PresentKey);
        _nodes.Node("TensorScatter", query.Input(4), ByHead(parts.Value, query.KvHeads), indices)
            .Writes(query.PresentValue);
        string mixed = _nodes.Node(
            "Attention",
            ByHead(parts.Query, query.Heads),
            query.PresentKey,
            query.PresentValue,
            Mask(query, _nodes.Scalar(_sizes.ContextLength)))
            .With("scale", query.Scale).With("softcap", query.SoftCap).Value;
        _nodes.Node(
            "Reshape",
            _nodes.Transpose(mixed, 0, 2, 1, 3),
            _nodes.Vector(0, 0, (long)query.Heads * query.HeadSize)).Writes(query.Output);
        FixLength(query);

        string ByHead(string value, int heads) =>
            _nodes.Transpose(_nodes.Reshape(value, 0, 0, heads, query.HeadSize), 0, 2, 1, 3);
    }

    /// <summary>The caches are named by their layer alone, as GPT-2's were.</summary>
    private void WritePacked(GroupedQuery query)
    {
        GraphProto graph = _model.Graph;
        NodeProto product = graph.Node.First(node => node.Output.Contains(query.Input(0)));
        string past = query.Input(3)
            .Replace("past_key_values.", "past_", StringComparison.Ordinal)
            .Replace(".key", "", StringComparison.Ordinal);
        string present = past.Replace("past", "present", StringComparison.Ordinal);
        string bias = _nodes.Node("Constant").With(
            "value", Tensors.Of(new float[3 * query.Heads * query.HeadSize], 3L * query.Heads * query.HeadSize)).Value;
        _nodes.Node("Attention", product.Input[0], product.Input[1], bias, "", past)
            .In(Microsoft)
            .Writes(query.Output, present)
                .With("num_heads", query.Heads).With("scale", query.Scale).With("unidirectional", 1);
        Pack(graph.Input, (query.Input(3), query.Input(4)), past);
        Pack(graph.Output, (query.PresentKey, query.PresentValue), present);
    }

    private static void Pack(RepeatedField<ValueInfoProto> values, (string Key, string Value) names, string packed)
    {
        values.Remove(values.First(info => info.Name == names.Value));
        ValueInfoProto key = values.First(info => info.Name == names.Key);
        key.Name = packed;
        key.Type.TensorType.Shape.Dim.Insert(0, new TensorShapeProto.Types.Dimension { DimValue = 2 });
    }

    private void WriteMasked(GroupedQuery query, (string Query, string Key, string Value) parts)
    {
        const string past = "past_sequence_length";
        if (!_model.Graph.Input.Any(input => input.Name == past))
        {
            _model.Graph.Input.Add(new ValueInfoProto
            {
                Name = past,
                Type = new()
                {
                    TensorType = new()
                    {
                        ElemType = (int)TensorProto.Types.DataType.Int32,
                        Shape = new() { Dim = { new TensorShapeProto.Types.Dimension { DimValue = 1 } } }
                    }
                },
            });
        }

        _nodes.Node("DecoderMaskedMultiHeadAttention", parts.Query, parts.Key, parts.Value, "", "").In(Microsoft)
            .Reads(query.Input(3), query.Input(4), past).Writes(query.Output, query.PresentKey, query.PresentValue)
            .With("num_heads", query.Heads).With("scale", query.Scale).With("past_present_share_buffer", 1);
        FixLength(query);
    }

    private void FixLength(GroupedQuery query)
    {
        foreach (string name in (string[])[query.Input(3), query.Input(4), query.PresentKey, query.PresentValue])
        {
            Axis(name, 2).DimValue = _sizes.ContextLength;
            Axis(name, 3).DimValue = _sizes.HeadSize;
        }
    }

    /// <summary>Which keys each token sees: none after its own position, and none before its window.</summary>
    private string Mask(GroupedQuery query, string length)
    {
        if (_masks.TryGetValue(query.Window, out string? mask))
        {
            return mask;
        }

        string keys = _nodes.Op("Range", _nodes.Scalar(0), length, _nodes.Scalar(1));
        string tokens = _nodes.Op("Unsqueeze", _nodes.Op("Range", _past, _total, _nodes.Scalar(1)), _nodes.Vector(1));
        mask = _nodes.Op("LessOrEqual", keys, tokens);
        if (query.Window > 0)
        {
            mask = _nodes.Op(
                "And", mask, _nodes.Op("Greater", keys, _nodes.Op("Sub", tokens, _nodes.Scalar(query.Window))));
        }

        return _masks[query.Window] = mask;
    }

    private TensorShapeProto.Types.Dimension Axis(string name, int axis)
    {
        TensorShapeProto.Types.Dimension dimension = _model.Graph.Input.Concat(
            _model.Graph.Output).First(info => info.Name == name).Type.TensorType.Shape.Dim[axis];
        dimension.ClearDimParam();
        return dimension;
    }
}
