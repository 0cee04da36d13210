using System.Text;

namespace FinerCut.Tests.Folders;

/// <summary>Bytes of an ONNX file without nodes, whose only content are weights in other files.</summary>
internal static class TinyModel
{
    public static byte[] WithWeightsIn(params string[] locations) =>
    [
        .. Number(field: 1, value: 10),
        .. Bytes(field: 7, [
            .. Text(field: 2, "tiny"),
            .. locations.SelectMany((location, index) => Bytes(field: 5, Tensor($"w{index}", location)))
        ]),
        .. Bytes(field: 8, Number(field: 2, value: 21)),
    ];

    /// <summary>One float32 that is the first 4 bytes of the file.</summary>
    private static byte[] Tensor(string name, string location) =>
    [
        .. Number(field: 1, value: 1),
        .. Number(field: 2, value: 1),
        .. Text(field: 8, name),
        .. Bytes(field: 13, [.. Text(field: 1, "location"), .. Text(field: 2, location)]),
        .. Bytes(field: 13, [.. Text(field: 1, "offset"), .. Text(field: 2, "0")]),
        .. Bytes(field: 13, [.. Text(field: 1, "length"), .. Text(field: 2, "4")]),
        .. Number(field: 14, value: 1),
    ];

    private static byte[] Number(int field, byte value) => [(byte)(field << 3), value];

    private static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(int field, byte[] content) =>
        [(byte)((field << 3) | 2), (byte)((content.Length & 0x7F) | 0x80), (byte)(content.Length >> 7), .. content];
}
