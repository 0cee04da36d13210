namespace FinerCut.ModelCards;

/// <summary>Turns the card of a dense model into that of a pruned one, or writes a new card.</summary>
internal static class ModelCard
{
    /// <summary>The key that names the model that another one was made of.</summary>
    public const string BaseModelKey = "base_model";

    /// <summary>The key of results.</summary>
    public const string ModelIndexKey = "model-index";

    private const string TagsKey = "tags";

    private static readonly string[] Tags = ["finercut", "pruned", "onnx"];

    /// <summary>Writes a card where there was none. It has no licence: nobody said one.</summary>
    /// <param name="facts">What to tell.</param>
    public static string Create(CardFacts facts)
    {
        CardText card = CardText.Empty;
        _ = EditFrontMatter(card, facts, hasOwnName: false);
        card.Set("pipeline_tag", ["pipeline_tag: text-generation"], out _);
        card.SetSection(CardSection.Write(facts, hasDenseText: false, dropsResults: false));
        card.SetTitle(facts.Name);
        return card.ToString();
    }

    /// <summary>Edits a card; all but what is said of the pruning keeps its text.</summary>
    /// <param name="text">The card, without a byte order mark.</param>
    /// <param name="facts">What to tell.</param>
    /// <param name="fault">What keeps the card from being edited: the end of a sentence after 'the front matter'. Null
    /// where nothing does.</param>
    /// <returns>Null where it cannot be edited.</returns>
    public static string? Edit(string text, CardFacts facts, out string? fault)
    {
        if (CardText.Read(text, out fault) is not { } card)
        {
            return null;
        }

        bool dropsResults = !card.HasSection && card.Find(ModelIndexKey) is not null;
        fault = EditFrontMatter(card, facts, hasOwnName: card.Find(BaseModelKey) is not null);
        if (fault is not null)
        {
            return null;
        }

        card.SetSection(CardSection.Write(facts, HasText(card.OwnBody), dropsResults));
        return card.ToString();
    }

    /// <summary>A card without what a pruning changes, to tell whether two cards are of one model.</summary>
    /// <param name="text">The card.</param>
    /// <returns>Null where its front matter is not understood.</returns>
    public static string? Strip(string text)
    {
        if (CardText.Read(text, out string? fault) is not { } card)
        {
            return null;
        }

        foreach (string key in (string[])[BaseModelKey, TagsKey, ModelIndexKey])
        {
            card.Set(key, [], out string? obstacle);
            fault ??= obstacle;
        }

        return fault is null ? card.WithBody(card.OwnBody.Trim()).ToString() : null;
    }

    private static string? EditFrontMatter(CardText card, CardFacts facts, bool hasOwnName)
    {
        string? fault = null;
        // A name on the Hub is that of the model itself; what the card names is its parent.
        if (facts.BaseModel is { } name && (!hasOwnName || name.Contains('/', StringComparison.Ordinal)))
        {
            card.Set(BaseModelKey, [$"{BaseModelKey}: {CardYaml.Text(name)}"], out fault);
        }

        if (fault is null)
        {
            AddTags(card, out fault);
        }

        if (fault is null)
        {
            card.Set(ModelIndexKey, CardYaml.ModelIndex(facts), out fault);
        }

        return fault;
    }

    private static void AddTags(CardText card, out string? fault)
    {
        fault = null;
        FrontMatterKey? key = card.Find(TagsKey);
        if (key is { Scalars: null } or { HasReferences: true })
        {
            fault = $"has '{TagsKey}' in a form that cannot be edited";
            return;
        }

        IReadOnlyList<string> known = key?.Scalars ?? [];
        string[] missing = [.. Tags.Where(tag => !known.Any(item => item.Trim('"', '\'') == tag))];
        if (missing.Length == 0)
        {
            return;
        }

        if (key is { LastItemLine: not null })
        {
            card.Append(key, missing, out fault);
            return;
        }

        card.Set(TagsKey, [$"{TagsKey}:", .. known.Concat(missing).Select(tag => $"- {tag}")], out fault);
    }

    /// <summary>Whether a body tells more than a title.</summary>
    private static bool HasText(string body) => body.Split('\n')
        .Any(line => line.Trim() is { Length: > 0 } text && !text.StartsWith("# ", StringComparison.Ordinal));
}
