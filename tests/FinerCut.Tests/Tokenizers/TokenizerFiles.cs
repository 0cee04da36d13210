using System.Text.Json.Nodes;
using FinerCut.Onnx;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

/// <summary>A folder with tokenizer files that a test writes.</summary>
internal sealed class TokenizerFiles : IDisposable
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("finercut-tokenizer-").FullName;

    internal static HuggingFaceTokenizer Open(JsonObject tokenizer)
    {
        using TokenizerFiles files = new();
        return TokenizerFolder.Open(files.Write("tokenizer.json", tokenizer.ToJsonString()).Folder);
    }

    internal static DiagnosticException Refuse(JsonObject tokenizer) =>
        Assert.Throws<DiagnosticException>(() => Open(tokenizer));

    internal TokenizerFiles Write(string name, string content)
    {
        File.WriteAllText(Path.Combine(Folder, name), content);
        return this;
    }

    internal TokenizerFiles Write(string name, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(Folder, name), content);
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
