using FinerCut.Tokenizers.Files;
using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Models;
using FinerCut.Tokenizers.Normalizers;

namespace FinerCut.Tokenizers.AddedTokens;

/// <summary>Reads the <c>added_tokens</c> of a <c>tokenizer.json</c>.</summary>
internal static class AddedTokenReader
{
    internal static AddedVocabulary Read(JsonComponent json, ITokenModel model, ITextNormalizer? normalizer)
    {
        List<AddedToken> tokens = [];
        foreach (JsonComponent item in json.Has("added_tokens") ? json.Components("added_tokens") : [])
        {
            AddedToken token = Read(item, item.Count("id"));
            if (token.Content.Length > 0)
            {
                RequireFits(item.File, token, model);
                RequireFindable(item, token, normalizer);
                tokens.Add(token);
            }
        }

        return new AddedVocabulary(tokens, normalizer);
    }

    /// <summary>Reads a token whose id stands elsewhere.</summary>
    internal static AddedToken Read(JsonComponent json, int id)
    {
        AddedToken token = new(id, json.Text("content"))
        {
            IsSingleWord = json.Flag("single_word", missing: false),
            StripsLeft = json.Flag("lstrip", missing: false),
            StripsRight = json.Flag("rstrip", missing: false),
            IsNormalized = json.Flag("normalized", missing: !json.Flag("special", missing: false)),
        };
        json.RequireAllRead();
        return token;
    }

    /// <summary>Refuses a token to which the vocabulary gives another id, or whose id the vocabulary gives to another
    /// token.</summary>
    internal static void RequireFits(string file, AddedToken token, ITokenModel model)
    {
        if (model.FindId(token.Content) is { } id && id != token.Id)
        {
            throw TokenizerErrors.AddedTokenConflict(file, token.Content, token.Id, id);
        }

        if (token.Id == int.MaxValue || (model.FindToken(token.Id) is { } other && other != token.Content))
        {
            throw TokenizerErrors.IdDamaged(file, token.Content, $"{token.Id}");
        }
    }

    private static void RequireFindable(JsonComponent json, AddedToken token, ITextNormalizer? normalizer)
    {
        EncodingLimits limits = EncodingLimits.For(token.Content.Length);
        if (token.IsNormalized && normalizer?.Normalize(token.Content, limits).Length == 0)
        {
            throw TokenizerErrors.PropertyNotUnderstood(
                json.File, json.PathTo("content"), $"normalizing leaves nothing of the added token '{token.Content}'");
        }
    }
}
