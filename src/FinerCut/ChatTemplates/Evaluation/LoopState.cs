using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>The variable <c>loop</c>. Its depth counts recursive loops, which no chat template has.</summary>
internal sealed class LoopState(IReadOnlyList<object?> items)
{
    internal int Index { get; set; }

    internal int Length => items.Count;

    internal object? Member(string name) => name switch
    {
        "index" => (long)Index + 1,
        "index0" => (long)Index,
        "revindex" => (long)Length - Index,
        "revindex0" => (long)Length - Index - 1,
        "first" => Index == 0,
        "last" => Index == Length - 1,
        "length" => (long)Length,
        "depth" => 1L,
        "depth0" => 0L,
        "previtem" => Index > 0 ? items[Index - 1] : new Undefined("loop.previtem"),
        "nextitem" => Index < Length - 1 ? items[Index + 1] : new Undefined("loop.nextitem"),
        "cycle" => new TemplateFunction("loop.cycle", Cycle),
        "changed" => throw TemplateException.Wrong("uses 'loop.changed', which is not understood"),
        _ => new Undefined($"loop.{name}"),
    };

    private object? Cycle(CallArguments arguments) => arguments.Positional.Count > 0 && arguments.Named.Count == 0
        ? arguments.Positional[Index % arguments.Positional.Count]
        : throw arguments.Wrong("without values");
}
