using FinerCut.TestModels.Protos;

namespace FinerCut.TestModels.Forms;

/// <summary>What a <c>GroupQueryAttention</c> reads and how it computes.</summary>
internal sealed class GroupedQuery(NodeProto node, int headSize)
{
    public int HeadSize => headSize;

    public int Heads => (int)Int("num_heads", 0);

    public int KvHeads => (int)Int("kv_num_heads", 0);

    public float Scale => Float("scale") is { } scale and > 0 ? scale : 1 / MathF.Sqrt(headSize);

    public float SoftCap => Float("softcap") ?? 0;

    /// <summary>Positions that a token sees; negative for all.</summary>
    public long Window => Int("local_window_size", -1);

    public bool IsPlain => SoftCap == 0 && Window <= 0;

    public bool HasWindowedCache => Int("sliding_window_cache", 0) == 1;

    public bool IsRotary => Int("do_rotary", 0) == 1;

    public long IsInterleaved => Int("rotary_interleaved", 0);

    public bool IsPacked => Input(1).Length == 0;

    public string Output => node.Output[0];

    public string PresentKey => node.Output[1];

    public string PresentValue => node.Output[2];

    public string Input(int index) => index < node.Input.Count ? node.Input[index] : "";

    private long Int(string name, long otherwise) =>
        node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.I ?? otherwise;

    private float? Float(string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.F;
}
