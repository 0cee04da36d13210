using FinerCut.Companions;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Healing;

/// <summary>Tells which weights of a model may change: those whose bytes nobody else reads.</summary>
internal static class ChangeableWeights
{
    /// <summary>Makes the test for a model.</summary>
    /// <param name="model">The dense model.</param>
    /// <param name="companions">What goes along, and may read its bytes.</param>
    /// <returns>Takes an initializer, of this or another opening of the model.</returns>
    public static Func<Value, bool> In(Model model, CompanionSet companions)
    {
        List<(DataRange Range, string Name)> ranges =
            [.. model.Tensors
                .Select(tensor => (WeightPlace.Find(model, tensor)?.Range, tensor.Name))
                .Where(place => place.Range is not null)
                .Select(place => (place.Range!, place.Name))
                .OrderBy(place => place.Item1.Path, StringComparer.Ordinal)
                .ThenBy(place => place.Item1.Offset)];
        HashSet<string> shared = [];
        for (int i = 1; i < ranges.Count; i++)
        {
            if (ranges[i].Range.Path == ranges[i - 1].Range.Path
                && ranges[i].Range.Offset < ranges[i - 1].Range.Offset + ranges[i - 1].Range.Length)
            {
                shared.UnionWith([ranges[i].Name, ranges[i - 1].Name]);
            }
        }

        HashSet<string> free = [.. ranges.Select(place => place.Name).Except(shared)];
        bool isAlone = companions.Readers.Count == 0 && companions.Shared.Count == 0;
        return weight => isAlone && free.Contains(weight.Name);
    }
}
