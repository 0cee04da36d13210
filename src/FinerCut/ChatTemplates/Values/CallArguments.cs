namespace FinerCut.ChatTemplates.Values;

/// <summary>The values that a function, a filter or a test is given.</summary>
/// <param name="Callee">What messages call it.</param>
/// <param name="Positional">By place.</param>
/// <param name="Named">By name.</param>
internal sealed record CallArguments(
    string Callee, IReadOnlyList<object?> Positional, IReadOnlyDictionary<string, object?> Named)
{
    private static readonly Dictionary<string, object?> Nothing = [];

    internal static CallArguments FromPositional(string callee, params IReadOnlyList<object?> positional) =>
        new(callee, positional, Nothing);

    /// <summary>The arguments in the order of the parameters, with <see cref="Missing"/> for those not given.</summary>
    /// <param name="parameters">The names; those with a leading <c>!</c> must be given.</param>
    /// <exception cref="TemplateException">One is missing, unknown or given twice.</exception>
    internal object?[] Bind(params IReadOnlyList<string> parameters)
    {
        string[] names = [.. parameters.Select(name => name.TrimStart('!'))];
        if (Positional.Count > names.Length)
        {
            throw Wrong($"with {Positional.Count} arguments");
        }

        foreach (string name in Named.Keys)
        {
            int place = Array.IndexOf(names, name);
            if (place < Positional.Count)
            {
                throw Wrong(place < 0 ? $"with the argument '{name}'" : $"with the argument '{name}' twice");
            }
        }

        return [.. names.Select((name, index) => ValueOf(name, index, parameters[index] != name))];
    }

    /// <summary>Stands for an argument that is not given.</summary>
    internal static object Missing { get; } = new();

    internal TemplateException Wrong(string how) =>
        TemplateException.Wrong($"uses '{Callee}' {how}, which is not understood");

    private object? ValueOf(string name, int index, bool isRequired) => index < Positional.Count
        ? Positional[index]
        : Named.TryGetValue(name, out object? value)
            ? value
            : isRequired ? throw Wrong($"without the argument '{name}'") : Missing;
}
