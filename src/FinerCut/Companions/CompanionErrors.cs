using System.Globalization;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;

namespace FinerCut.Companions;

/// <summary>The texts of errors about the files that go along with a model.</summary>
internal static class CompanionErrors
{
    public static DiagnosticException ForeignLink(string name, string folder, string target) => new(
        "FC1064", $"'{name}' in '{folder}' is a link to '{target}', outside the model's folder, and its content would "
            + "be copied. Put the file itself there if it belongs to the model, or take the link away.");

    public static DiagnosticException UnreadableReader(string path, string dataFile, DiagnosticException cause) => new(
        "FC4081", $"'{path}', which genai_config.json names, speaks of the model's data file '{dataFile}', whose bytes "
            + $"move, but cannot be read as a model: {cause.Message} Export it anew, or take it out of "
            + $"genai_config.json.", cause);

    public static DiagnosticException OutsideData(string configuration, SharedInitializer entry, DataRange range,
        long length) => new(
        "FC4082", string.Create(CultureInfo.InvariantCulture,
            $"'{configuration}' says in {entry.Section}.shared_initializers that '{entry.Name}' is at the bytes "
            + $"{range.Offset} to {range.Offset + (decimal)range.Length} of '{Path.GetFileName(range.Path)}', which "
            + $"has {length}. Write the numbers of the file as it is, or take the entry out."));

    public static DiagnosticException InsideGraph(string configuration, SharedInitializer entry) => new(
        "FC4083", $"'{configuration}' says in {entry.Section}.shared_initializers that '{entry.Name}' is inside the "
            + $"graph's own file, where no client can map it. Save the model with its weights in a data file of their "
            + $"own, or take the entry out.");
}
