using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Functions that every template can call.</summary>
internal static class GlobalFunctions
{
    private const int LongestRange = 100_000;

    private static readonly Dictionary<string, Func<CallArguments, object?>> ByName = new()
    {
        ["range"] = Range,
        ["namespace"] = Namespace,
        ["dict"] = Map,
        ["raise_exception"] = Raise,
    };

    internal static bool TryGet(string name, out object? value)
    {
        bool isKnown = ByName.TryGetValue(name, out Func<CallArguments, object?>? run);
        value = run is null ? null : new TemplateFunction(name, run);
        return isKnown;
    }

    private static TemplateSequence Range(CallArguments arguments)
    {
        object?[] values = arguments with { Named = new Dictionary<string, object?>() } is var plain
            && arguments.Named.Count == 0
            ? plain.Bind("!start", "stop", "step")
            : throw arguments.Wrong("with named arguments");
        bool isOne = values[1] == CallArguments.Missing;
        long start = isOne ? 0 : PythonType.Integer(values[0]);
        long stop = PythonType.Integer(isOne ? values[0] : values[1]);
        long step = values[2] == CallArguments.Missing ? 1 : PythonType.Integer(values[2]);
        if (step == 0)
        {
            throw arguments.Wrong("with the step 0");
        }

        Int128 distance = step > 0 ? (Int128)stop - start : (Int128)start - stop;
        Int128 size = Int128.Abs(step);
        Int128 count = distance <= 0 ? 0 : (distance + size - 1) / size;
        return count <= LongestRange
            ? new TemplateSequence(
                [.. Enumerable.Range(0, (int)count).Select(index => (object?)(start + (index * step)))],
                SequenceKind.Range)
            : throw TemplateException.Limit($"a range of more than {LongestRange} numbers");
    }

    private static TemplateNamespace Namespace(CallArguments arguments)
    {
        TemplateNamespace result = new();
        foreach ((object? name, object? value) in Entries(arguments))
        {
            result[PythonType.Text(name)] = value;
        }

        return result;
    }

    private static TemplateMap Map(CallArguments arguments) => new(Entries(arguments));

    private static IEnumerable<KeyValuePair<object?, object?>> Entries(CallArguments arguments)
    {
        IEnumerable<KeyValuePair<object?, object?>> given = arguments.Positional switch
        {
            [] => [],
            [TemplateMap map] => map.Entries,
            _ => throw arguments.Wrong("with something else than one dictionary and named arguments"),
        };
        return given.Concat(
            arguments.Named.Select(entry => new KeyValuePair<object?, object?>(entry.Key, entry.Value)));
    }

    private static object? Raise(CallArguments arguments) =>
        throw new TemplateException(TemplateFault.Refusal, PythonWriter.Write(arguments.Bind("!message")[0]));
}
