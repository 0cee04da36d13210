using FinerCut.Decoders;
using FinerCut.Verification.Clients;

namespace FinerCut.Verification.Checks;

/// <summary>Whether the caches that each known client asks for, by the configuration of the pruned folder, are those of
/// its graph.</summary>
internal static class ClientsCheck
{
    private const string Name = "clients";
    private const string Optimum = "optimum";

    /// <summary>Compares them, for each client whose names for the dense model are those of the dense graph.</summary>
    public static Finding Compare(FolderPair pair)
    {
        List<string> clients = [];
        IReadOnlyList<ClientCaches> written = ClientCaches.In(pair.PrunedFolder.Root);
        foreach (ClientCaches dense in ClientCaches.In(pair.DenseFolder.Root)
            .Where(dense => NamesIn(pair.Dense).IsSubsetOf(dense.Names)))
        {
            if (Difference(pair, dense,
                written.FirstOrDefault(caches => caches.Client == dense.Client)) is { } difference)
            {
                return Finding.Differs(Name, difference);
            }

            clients.Add(dense.Client);
        }

        if (IsInOrder(pair.Dense))
        {
            if (!IsInOrder(pair.Pruned))
            {
                return Finding.Differs(Name,
                    $"{Optimum} feeds the outputs of caches back in their order, which is not that of the inputs");
            }

            clients.Add(Optimum);
        }

        return clients.Count == 0
            ? Finding.Skipped(Name, "no configuration names the caches of the dense model")
            : Finding.Same(Name, $"{string.Join(", ", clients)}: the caches that "
            + $"{(clients.Count == 1 ? "it asks" : "they ask")} for are there");
    }

    private static string? Difference(FolderPair pair, ClientCaches dense, ClientCaches? pruned)
    {
        IReadOnlySet<string> asked = pruned?.Names ?? new HashSet<string>();
        HashSet<string> found = NamesIn(pair.Pruned);
        bool isExact = dense.Names.SetEquals(NamesIn(pair.Dense)) && !pair.KeepsCacheIndices;
        return found.FirstOrDefault(name => !asked.Contains(name)) is { } unasked
            ? $"{dense.Client} does not ask for {unasked}, which the graph has"
            : isExact && asked.FirstOrDefault(name => !found.Contains(name)) is { } missing
            ? $"{dense.Client} asks for {missing}, which the graph has not"
            : null;
    }

    private static HashSet<string> NamesIn(DecoderMap map) => [.. map.Caches.Select(cache => cache.Past.Name)];

    /// <summary>Optimum takes what is called a key or a value, and pairs inputs with outputs by their places.</summary>
    private static bool IsInOrder(DecoderMap map)
    {
        List<string> inputs = [.. map.Model.Graph.Inputs.Select(input => input.Name).Where(IsKeyOrValue)];
        List<string> outputs = [.. map.Model.Graph.Outputs.Select(output => output.Name).Where(IsKeyOrValue)];
        HashSet<(string, string)> pairs = [.. map.Caches.Select(cache => (cache.Past.Name, cache.Present.Name))];
        return inputs.Count == outputs.Count && inputs.Count == pairs.Count && inputs.Zip(outputs).All(pairs.Contains);
    }

    private static bool IsKeyOrValue(string name) =>
        name.Contains(".key", StringComparison.Ordinal) || name.Contains(".value", StringComparison.Ordinal);
}
