using FinerCut.Tokenizers.Files;
using FinerCut.Tokenizers.PreTokenizers;

namespace FinerCut.Tokenizers.Decoders;

/// <summary>Reads the <c>decoder</c> of a <c>tokenizer.json</c>.</summary>
internal static class DecoderReader
{
    private const string Known = "ByteLevel, Replace, ByteFallback, Fuse, Strip, Metaspace, Sequence";

    internal static ITokenDecoder Read(JsonComponent json)
    {
        ITokenDecoder decoder = json.Type switch
        {
            "ByteLevel" => ByteLevel(json),
            "Replace" => new ReplaceDecoder(json.Pattern("pattern"), json.Replacement("content")),
            "ByteFallback" => new ByteFallbackDecoder(),
            "Fuse" => new FuseDecoder(),
            "Strip" => new StripDecoder(json.Character("content"), json.Count("start"), json.Count("stop")),
            "Metaspace" => Metaspace(json),
            "Sequence" => new SequenceDecoder([.. json.Steps("decoders").Select(Read)]),
            _ => throw json.NotUnderstood(Known),
        };
        json.RequireAllRead();
        return decoder;
    }

    private static ByteLevelDecoder ByteLevel(JsonComponent json)
    {
        json.Ignore("add_prefix_space", "trim_offsets", "use_regex");
        return new ByteLevelDecoder();
    }

    private static MetaspaceDecoder Metaspace(JsonComponent json)
    {
        json.Ignore("split");
        return new MetaspaceDecoder(
            json.Character("replacement"), PrependSchemeReader.Read(json) != PrependScheme.Never);
    }
}
