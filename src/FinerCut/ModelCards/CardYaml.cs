using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FinerCut.Evaluation.Texts;
using FinerCut.Plans;

namespace FinerCut.ModelCards;

/// <summary>Writes the YAML that finercut adds to a card.</summary>
internal static partial class CardYaml
{
    /// <summary>The measured perplexities as Hugging Face's <c>model-index</c>.</summary>
    /// <param name="facts">What to tell.</param>
    /// <returns>The key with its value; empty where nothing was measured.</returns>
    public static IReadOnlyList<string> ModelIndex(CardFacts facts)
    {
        List<PlanPerplexity> found = [.. (facts.Plan.Perplexities ?? []).Where(text => text.Pruned is not null)];
        return found.Count == 0 ? [] :
        [
            $"{ModelCard.ModelIndexKey}:",
            $"- name: {Text(facts.Name)}",
            "  results:",
            .. found.SelectMany(Result),
        ];
    }

    /// <summary>A text as YAML, with quotes where a parser could take the text for something else.</summary>
    /// <param name="text">Any text.</param>
    public static string Text(string text)
    {
        if (Plain().IsMatch(text))
        {
            return text;
        }

        StringBuilder quoted = new("\"");
        foreach (char character in text)
        {
            quoted.Append(character switch
            {
                '"' or '\\' => $"\\{character}",
                _ when char.IsControl(character) => $"\\x{(int)character:X2}",
                _ => $"{character}",
            });
        }

        return quoted.Append('"').ToString();
    }

    private static IEnumerable<string> Result(PlanPerplexity found) =>
    [
        "  - task:",
        "      type: text-generation",
        "    dataset:",
        $"      name: {Text(found.Text == EvaluationText.SourceName ? "built-in text of finercut" : found.Text)}",
        "      type: text",
        "      args:",
        $"        tokens_sha256: {Text(found.TokensSha256)}",
        "    metrics:",
        "    - type: perplexity",
        string.Create(CultureInfo.InvariantCulture, $"      value: {found.Pruned:0.####}"),
        $"      name: {Text($"perplexity ({found.Protocol}, {found.Windows} x {found.WindowTokens} tokens)")}",
    ];

    // Begins like a word, and has nothing that means something in YAML. Words such as 'yes' or 'null' have quotes.
    [GeneratedRegex(@"^(?!(?i:true|false|yes|no|on|off|null|nan|inf)$)[A-Za-z][\w./-]*(?: [\w./-]+)*$")]
    private static partial Regex Plain();
}
