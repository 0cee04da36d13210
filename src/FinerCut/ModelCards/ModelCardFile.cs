using System.Text;
using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Texts;

namespace FinerCut.ModelCards;

/// <summary>The file of a card.</summary>
internal static class ModelCardFile
{
    /// <summary>Its name.</summary>
    public const string Name = "README.md";

    // Results of a hundred benchmarks in many languages take a megabyte.
    private const int LargestInBytes = 8 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether a file is the card of a model: <c>README.md</c> in the root, in any case.</summary>
    /// <param name="name">Name relative to the root.</param>
    public static bool Is(string name) => name.Equals(Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Edits the card in a folder, or writes one where there is none.</summary>
    /// <param name="folder">The folder to publish, with a copy of the dense model's card.</param>
    /// <param name="facts">What to tell.</param>
    /// <returns>A warning where the card cannot be edited and stays as it is; null else.</returns>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    public static string? Write(string folder, CardFacts facts)
    {
        string? path = Directory.EnumerateFiles(folder).FirstOrDefault(file => Is(Path.GetFileName(file)));
        if (path is null)
        {
            File.WriteAllText(Path.Combine(folder, Name), ModelCard.Create(facts));
            return null;
        }

        string? fault = "";
        if (ReadText(path, out string mark) is { } text && ModelCard.Edit(text, facts, out fault) is { } edited)
        {
            File.WriteAllText(path, mark + edited);
            return null;
        }

        return $"{Path.GetFileName(path)} is copied as it is, and does not say that the model is pruned: "
            + (fault is { Length: > 0 } reason ? $"its front matter {reason}" : "it is no UTF-8 text of a usual size")
            + ". Correct it by hand before you publish the folder.";
    }

    /// <summary>Whether a card is that of a dense model as it is, or after a pruning.</summary>
    /// <param name="dense">The card of the dense model.</param>
    /// <param name="pruned">That of the pruned one.</param>
    public static bool AreOfOneModel(string dense, string pruned) =>
        File.Exists(pruned) && (FileHash.Compute(dense, null, default) == FileHash.Compute(pruned, null, default)
            || (ReadText(dense, out _) is { } before && ReadText(pruned, out _) is { } after
                && ModelCard.Strip(before) is { } expected && expected == ModelCard.Strip(after)));

    /// <summary>The text without its byte order mark; null where it is no UTF-8, or very large.</summary>
    private static string? ReadText(string path, out string mark)
    {
        mark = "";
        if (new FileInfo(path).Length > LargestInBytes)
        {
            return null;
        }

        byte[] bytes = RegularFile.ReadAll(path);
        int start = ByteOrderMark.LengthAt(bytes);
        mark = start > 0 ? "\uFEFF" : "";
        try
        {
            return Utf8.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
