using System.Globalization;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Reports;

/// <summary>Collects what <c>inspect</c> can tell of a model before anybody runs it.</summary>
internal static class ModelNotes
{
    /// <summary>The notes, what stands in the way first.</summary>
    public static IReadOnlyList<ModelNote> ListNotes(DecoderMap map) =>
        [.. Obstacles(map), .. ProviderNotes.ListNotes(map), .. OfParts(map.Model), .. OfLogits(map)];

    private static IEnumerable<ModelNote> Obstacles(DecoderMap map)
    {
        DiagnosticException? error = FindInput(map);
        if (error is null && map.NotUnderstood.Count == 0)
        {
            error = SegmentObstacle.Find(map.Model.Path);
        }

        if (error is not null)
        {
            yield return new ModelNote(ModelNote.Obstacle, error.Code, error.Message);
        }
    }

    /// <summary>The runtime makes inputs; a machine without it can still inspect.</summary>
    private static DiagnosticException? FindInput(DecoderMap map)
    {
        try
        {
            return InputObstacle.Find(map);
        }
        catch (Exception cause) when (IsAboutLoading(cause))
        {
            return null;
        }
    }

    private static bool IsAboutLoading(Exception cause) =>
        cause is TypeInitializationException or DllNotFoundException or BadImageFormatException;

    private static IEnumerable<ModelNote> OfParts(Model model)
    {
        FunctionCounts functions = model.Functions;
        if (functions.Inlined > 0)
        {
            yield return Note($"{Count(functions.Inlined, "function")} in the file, called "
                + $"{Number(functions.Calls)} times in all: their nodes count as the graph's own, and written models "
                + "hold them in place of the calls.");
        }

        if (functions.Uncalled > 0)
        {
            yield return Note($"{Count(functions.Uncalled, "function")} in the file that nothing calls "
                + $"({Number(functions.UncalledBytes)} bytes): written models are without.");
        }

        int sparse = Constants.WeightsOf(model.Graph).Count(weight => Constants.TensorOf(weight)!.IsSparse);
        if (sparse > 0)
        {
            yield return Note($"{Count(sparse, "weight")} stored sparse: zeros count as parameters, bytes are those in "
                + "the file. ONNX Runtime makes dense ones of them.");
        }
    }

    private static IEnumerable<ModelNote> OfLogits(DecoderMap map)
    {
        if (!map.HasHead)
        {
            string text = $"The model has no head: its output '{map.Logits.Name}' are hidden states, and a search "
                + "compares logits.";
            yield return new ModelNote(ModelNote.Search, null, text);
        }

        if (map.GivesProbabilities)
        {
            DiagnosticException error =
                DecoderErrors.Probabilities(map.Model.Path, map.Logits.Name, DecoderErrors.SearchOfLogits);
            yield return new ModelNote(ModelNote.Search, error.Code, error.Message);
        }

        if (map.IsOfOnePosition)
        {
            Value? kept = map.Model.Graph.Inputs.FirstOrDefault(FlagInputs.IsKeptLogits);
            yield return Note(kept is null
                ? $"The output '{map.Logits.Name}' holds the logits of the last position alone."
                : $"The input '{kept.Name}' says for how many of the last positions '{map.Logits.Name}' holds logits. "
                    + "finercut passes 0, for all.");
        }
    }

    private static ModelNote Note(string text) => new(ModelNote.Plain, null, text);

    private static string Count(int number, string what) => $"{Number(number)} {what}{(number == 1 ? "" : "s")}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
