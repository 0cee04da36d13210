using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>All filters by name.</summary>
internal static class Filters
{
    private static readonly Dictionary<string, Func<object?, CallArguments, object?>> ByName = new()
    {
        ["trim"] = TextFilters.Trim,
        ["upper"] = (value, arguments) => LetterCase.Upper(TextFilters.Plain(value, arguments)),
        ["lower"] = (value, arguments) => LetterCase.Lower(TextFilters.Plain(value, arguments)),
        ["capitalize"] = (value, arguments) => LetterCase.Capitalize(TextFilters.Plain(value, arguments)),
        ["title"] = (value, arguments) => TextFilters.Title(TextFilters.Plain(value, arguments)),
        ["string"] = (value, arguments) => TextFilters.Plain(value, arguments),
        ["replace"] = TextFilters.Replace,
        ["indent"] = TextFilters.Indent,
        ["join"] = TextFilters.Join,
        ["tojson"] = JsonFilter.WriteJson,
        ["int"] = NumberFilters.Integer,
        ["float"] = NumberFilters.Real,
        ["abs"] = NumberFilters.Absolute,
        ["round"] = NumberFilters.Round,
        ["length"] = SequenceFilters.Length,
        ["count"] = SequenceFilters.Length,
        ["first"] = SequenceFilters.First,
        ["last"] = SequenceFilters.Last,
        ["list"] = SequenceFilters.List,
        ["reverse"] = SequenceFilters.Reverse,
        ["items"] = SequenceFilters.Items,
        ["default"] = SequenceFilters.Default,
        ["d"] = SequenceFilters.Default,
        ["sort"] = SortFilters.Sort,
        ["dictsort"] = SortFilters.SortMap,
        ["unique"] = SortFilters.Unique,
        ["min"] = SortFilters.Least,
        ["max"] = SortFilters.Greatest,
        ["sum"] = SortFilters.Sum,
        ["map"] = SelectionFilters.Map,
        ["select"] = (value, arguments) => SelectionFilters.Select(value, arguments, isKept: true),
        ["reject"] = (value, arguments) => SelectionFilters.Select(value, arguments, isKept: false),
        ["selectattr"] = (value, arguments) => SelectionFilters.SelectMember(value, arguments, isKept: true),
        ["rejectattr"] = (value, arguments) => SelectionFilters.SelectMember(value, arguments, isKept: false),
    };

    /// <summary>Applies the filter that the arguments name.</summary>
    /// <exception cref="TemplateException">It is not understood, or the value is not one for it.</exception>
    internal static object? Apply(
        object? value, CallArguments arguments) => ByName.TryGetValue(arguments.Callee, out var filter)
        ? filter(value, arguments)
        : throw TemplateException.Wrong(arguments.Callee == "safe"
            ? "uses the filter 'safe' elsewhere than at the end of an output, which is not understood"
            : $"uses the filter '{arguments.Callee}', which is not understood");
}
