using System.IO.Enumeration;
using FinerCut.Onnx.Files;

namespace FinerCut.Folders;

/// <summary>The files beside the graph that a deployed model needs: configuration, tokenizer, licence, model card.
/// Never other models, weights, code or an earlier plan.</summary>
internal static class CompanionFiles
{
    private const int BufferSizeInBytes = 256 * 1024;
    private const string ChatTemplateFolder = "additional_chat_templates";

    private static readonly string[] Patterns =
    [
        ModelConfiguration.FileName, ModelConfiguration.GenAiFileName, ModelConfiguration.GenerationFileName,
        "tokenizer*.json", "tokenizer*.model", "special_tokens_map.json", "added_tokens.json",
        "vocab.json", "vocab.txt", "vocab.bpe", "vocab.model", "vocab.spm", "merges.txt",
        "spiece.model", "sentencepiece*.model", "tekken.json", "*.tiktoken",
        "chat_template*.json", "chat_template*.txt", "*.jinja",
        "*processor*.json", "quant*_config.json", "hf_quant_config.json", "ort_config.json",
        "LICENSE*", "LICENCE*", "COPYING*", "NOTICE*", "USE_POLICY*", "README.md",
        "held-out.txt",
    ];

    /// <summary>Names of the companion files, relative to the model's root with <c>/</c>, in ordinal order.</summary>
    public static IReadOnlyList<string> ListFiles(ModelFolder source) =>
    [
        .. FoldersOf(source).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles)
            .Where(path => Array.Exists(
                Patterns, pattern => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path))))
            .Select(source.NameOf)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Copies files under the same names. Links are followed, so that the copies are plain files.</summary>
    /// <param name="source">Where they are.</param>
    /// <param name="names">Names relative to the model's root.</param>
    /// <param name="folder">Where to copy them.</param>
    /// <param name="cancellation">Looked at between files.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Copy(ModelFolder source, IEnumerable<string> names, string folder,
        CancellationToken cancellation)
    {
        foreach (string name in names)
        {
            cancellation.ThrowIfCancellationRequested();
            string target = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            CopyContent(Path.Combine(source.Root, name), target);
        }
    }

    private static IEnumerable<string> FoldersOf(ModelFolder source) =>
        new[] { source.Root, Path.GetDirectoryName(source.GraphPath)!, Path.Combine(source.Root, ChatTemplateFolder) }
            .Distinct();

    /// <summary>The content alone: a read-only source would otherwise make a copy that cannot be edited.</summary>
    private static void CopyContent(string source, string target)
    {
        using FileStream input = RegularFile.OpenRead(source);
        using FileStream output = new(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        input.CopyTo(output, BufferSizeInBytes);
        output.Flush(flushToDisk: true);
    }
}
