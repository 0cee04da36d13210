using System.Text;
using System.Text.Json;
using FinerCut.Tokenizers.Files;

namespace FinerCut.ChatTemplates;

/// <summary>Finds a chat template among tokenizer files, with the special tokens that it writes.</summary>
internal static class ChatTemplateFiles
{
    private const string Configuration = "tokenizer_config.json";

    private const string SpecialTokens = "special_tokens_map.json";

    private const string Property = "chat_template";

    internal static ChatTemplate? Find(string folder)
    {
        if (FindText(folder) is not { } found)
        {
            return null;
        }

        Dictionary<string, string?> tokens = [];
        ReadTokens(Path.Combine(folder, SpecialTokens), tokens);
        ReadTokens(Path.Combine(folder, Configuration), tokens);
        return new ChatTemplate(found.Path, found.Text, tokens);
    }

    private static (string Path, string Text)? FindText(string folder)
    {
        string plain = Path.Combine(folder, "chat_template.jinja");
        if (File.Exists(plain))
        {
            return (plain, ReadText(plain));
        }

        foreach (string path in new[] { Configuration, "chat_template.json" }
            .Select(name => Path.Combine(folder, name))
            .Where(File.Exists))
        {
            if (JsonRoot.Read(path, root => root.TryGetProperty(Property, out JsonElement template)
                ? TextOf(path, template)
                : null) is { } text)
            {
                return (path, text);
            }
        }

        return null;
    }

    private static string ReadText(string path)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(TokenizerJsonFile.ReadBytes(path))
                .TrimStart('\ufeff');
        }
        catch (DecoderFallbackException)
        {
            throw ChatTemplateErrors.NotUtf8(path);
        }
    }

    private static string? TextOf(string path, JsonElement template) => template.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => template.GetString(),
        JsonValueKind.Array => Default(path, template),
        _ => throw ChatTemplateErrors.WrongShape(path, $"of the kind {template.ValueKind}"),
    };

    private static string Default(string path, JsonElement templates)
    {
        foreach (JsonElement entry in templates.EnumerateArray())
        {
            if (StringOf(entry, "name") == "default" && StringOf(entry, "template") is { } text)
            {
                return text;
            }
        }

        throw ChatTemplateErrors.WrongShape(path, "an array without one");
    }

    private static string? StringOf(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static void ReadTokens(string path, Dictionary<string, string?> tokens)
    {
        if (!File.Exists(path))
        {
            return;
        }

        JsonRoot.Read(path, root =>
        {
            foreach (JsonProperty property in root.EnumerateObject()
                .Where(property => property.Name.EndsWith("_token", StringComparison.Ordinal)))
            {
                string? text = property.Value.ValueKind == JsonValueKind.String
                    ? property.Value.GetString()
                    : StringOf(property.Value, "content");
                if (text is not null)
                {
                    tokens[property.Name] = text;
                }
            }

            return true;
        });
    }
}
