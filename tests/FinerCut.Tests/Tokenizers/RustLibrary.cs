using System.Text.Json.Nodes;
using Rust = global::Tokenizers.DotNet.Tokenizer;

namespace FinerCut.Tests.Tokenizers;

/// <summary>A tokenizer of the Hugging Face library; tests skip where its native part does not load.</summary>
internal sealed class RustLibrary : IDisposable
{
    private readonly Rust _tokenizer;

    private RustLibrary(Rust tokenizer) => _tokenizer = tokenizer;

    /// <summary>Reads what a tokenizer needs to encode, without the truncation and padding that it asks for.</summary>
    internal static RustLibrary Open(JsonObject tokenizer)
    {
        JsonObject whole = (JsonObject)tokenizer.DeepClone();
        whole["truncation"] = null;
        whole["padding"] = null;
        whole["decoder"] = null;
        using TokenizerFiles files = new TokenizerFiles().Write("tokenizer.json", whole.ToJsonString());
        try
        {
            return new RustLibrary(new Rust(Path.Combine(files.Folder, "tokenizer.json")));
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException
            or EntryPointNotFoundException)
        {
            Assert.Skip($"The Hugging Face library does not load here: {exception.Message}");
            throw;
        }
    }

    /// <summary>Gives the ids of a text, with those that the template adds; half of a surrogate pair counts as U+FFFD,
    /// as it does in ours.</summary>
    internal int[] Encode(string text) =>
        [.. _tokenizer.Encode(string.Concat(text.EnumerateRunes())).Select(id => (int)id)];

    public void Dispose() => _tokenizer.Dispose();
}
