using FinerCut.Onnx.Files;
using FinerCut.Texts;

namespace FinerCut.Calibration.Sources;

/// <summary>The sources that a request names, in its order, those of a glob in ordinal order, each once.</summary>
internal static class InputList
{
    /// <summary>What plans and tables call standard input.</summary>
    internal const string StandardInputName = "stdin";

    /// <summary>Finds the sources.</summary>
    /// <param name="request">Its paths; at least one.</param>
    /// <returns>The sources; files have not been opened, standard input has been read.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3016, FC3020 or FC4016: standard input cannot be read, a
    /// glob matches nothing, or a file is of no known kind.</exception>
    internal static IReadOnlyList<CalibrationInput> ListInputs(CalibrationRequest request) =>
    [
        .. request.Paths.SelectMany(path => Glob.Expand(path, request.Option)).Distinct()
            .Select(path => Find(path, request.Option, request.StandardInput)),
    ];

    /// <summary>Finds the files among some paths, without reading standard input.</summary>
    /// <param name="paths">As a request names them.</param>
    /// <param name="option">The option that named them.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3020 or FC4016: a glob matches nothing, or a file is of no
    /// known
    /// kind.</exception>
    internal static IReadOnlyList<CalibrationInput> FilesOf(IReadOnlyList<string> paths, SourceOption option) =>
    [
        .. paths.Where(path => path != CalibrationRequest.StandardInputPath)
            .SelectMany(path => Glob.Expand(path, option)).Distinct()
            .Select(path => Find(path, option, () => Stream.Null)),
    ];

    /// <summary>The names of some sources for a plan: the first three and the number of the others.</summary>
    internal static string NameOf(IReadOnlyList<CalibrationInput> inputs)
    {
        string names = string.Join(", ", inputs.Take(3).Select(input => input.Name));
        return inputs.Count > 3 ? $"{names} and {inputs.Count - 3} more" : names;
    }

    private static CalibrationInput Find(
        string path, SourceOption option, Func<Stream> standardInput) => path == CalibrationRequest.StandardInputPath
        ? ReadStandardInput(standardInput)
        : new CalibrationInput(Path.GetFileName(path), path, KindOf(path), () => RegularFile.OpenRead(path))
        { Option = option };

    private static InputKind KindOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".TXT" or ".MD" => InputKind.Text,
        ".JSONL" => InputKind.JsonLines,
        ".NPY" => InputKind.Numpy,
        _ => throw CalibrationErrors.ExtensionUnknown(path),
    };

    private static CalibrationInput ReadStandardInput(Func<Stream> open)
    {
        byte[] bytes = new CalibrationInput(StandardInputName, StandardInputName, InputKind.Text, open).Read(stream =>
        {
            using MemoryStream memory = new();
            stream.CopyTo(memory);
            return memory.ToArray();
        });
        ReadOnlySpan<byte> text = bytes.AsSpan(ByteOrderMark.LengthAt(bytes));
        InputKind kind = text.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..]
            ? InputKind.JsonLines
            : InputKind.Text;
        return new CalibrationInput(
            StandardInputName, StandardInputName, kind, () => new MemoryStream(bytes, writable: false));
    }
}
