using FinerCut.Tokenizers.Files;

namespace FinerCut.Tokenizers.PreTokenizers;

/// <summary>Reads where Metaspace puts its character in front, in the newer and the older words.</summary>
internal static class PrependSchemeReader
{
    private const string SchemeName = "prepend_scheme";

    internal static PrependScheme Read(JsonComponent json)
    {
        json.Ignore("str_rep", SchemeName);
        bool adds = json.Flag("add_prefix_space", missing: true);
        PrependScheme scheme = (json.OptionalText(SchemeName) ?? (adds ? "always" : "never")) switch
        {
            "always" => PrependScheme.Always,
            "first" => PrependScheme.First,
            "never" => PrependScheme.Never,
            _ => throw json.NotUnderstood(SchemeName, "always, first, never"),
        };
        return adds || scheme == PrependScheme.Never
            ? scheme
            : throw TokenizerErrors.PropertyNotUnderstood(
                json.File, json.PathTo(SchemeName), "it contradicts add_prefix_space");
    }
}
