using FinerCut.Tokenizers.Files;

namespace FinerCut.Tokenizers.PostProcessors;

/// <summary>Reads the <c>post_processor</c> of a <c>tokenizer.json</c>.</summary>
internal static class PostProcessorReader
{
    private const string Known = "TemplateProcessing, ByteLevel, Sequence";

    internal static IPostProcessor Read(JsonComponent json)
    {
        IPostProcessor processor = json.Type switch
        {
            "TemplateProcessing" => Template(json),
            "ByteLevel" => ByteLevel(json),
            "Sequence" => new SequencePostProcessor([.. json.Steps("processors").Select(Read)]),
            _ => throw json.NotUnderstood(Known),
        };
        json.RequireAllRead();
        return processor;
    }

    private static ByteLevelPostProcessor ByteLevel(JsonComponent json)
    {
        json.Ignore("add_prefix_space", "trim_offsets", "use_regex");
        return new ByteLevelPostProcessor();
    }

    private static TemplatePostProcessor Template(JsonComponent json)
    {
        json.Ignore("pair");
        JsonComponent specialTokens = json.Component("special_tokens");
        return new TemplatePostProcessor([.. json.Components("single").Select(piece => Piece(piece, specialTokens))]);
    }

    // A single text is sequence A; a template for one text that names B is damaged.
    private static IReadOnlyList<int>? Piece(JsonComponent piece, JsonComponent specialTokens)
    {
        if (!piece.Has("SpecialToken"))
        {
            JsonComponent sequence = piece.Component("Sequence");
            return sequence.Text("id") == "A" ? null : throw sequence.NotUnderstood("id", "A");
        }

        string name = piece.Component("SpecialToken").Text("id");
        return specialTokens.Has(name)
            ? specialTokens.Component(name).Ids("ids")
            : throw TokenizerErrors.TokenUnknown(piece.File, piece.Path, name);
    }
}
