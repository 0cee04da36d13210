using FinerCut.Onnx;
using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Commands.Eval;

/// <summary>The texts of errors about evaluations.</summary>
internal static class EvalErrors
{
    public static string WithoutHealing(string plan) => $"'{plan}' says which weights healing changed, and not to "
        + "what: the plan is measured without. To measure the healed model, name its folder.";

    public static DiagnosticException WindowTooShort(int found, int least) => new(
        "FC7001", Text($"--window {found} is too short; this protocol needs windows of at least {least} tokens, ")
            + "such as --window 512.");

    public static DiagnosticException TooFewWindows(int found) => new(
        "FC7001", Text($"--windows {found} leaves nothing to read; give a number from 1, or leave it out for the ")
            + "whole text.");

    public static DiagnosticException StrideOutside(int found, int window) => new(
        "FC7001", Text($"--stride {found} is not possible with windows of {window} tokens; give a number from 1 to "
            + $"{window}."));

    public static DiagnosticException StrideAlone(string protocol) => new(
        "FC7001", $"--stride belongs to --protocol stride, and the protocol is {protocol}. Leave one of them out.");

    public static DiagnosticException WindowTooLong(int window, long longest) => new(
        "FC7002", Text($"Windows of {window} tokens are longer than the {longest} positions that the model reads. "
            + $"Pass --window {longest} or less."));

    public static DiagnosticException WindowFixed(int window, long length) => new(
        "FC7002", Text($"Windows of {window} tokens were asked for, but every call of the graph has exactly "
            + $"{length}. Pass --window {length}, or leave it out."));

    public static DiagnosticException TextTooShort(string text, long tokens, int window) => new(
        "FC7003", Text($"{text} has {tokens} tokens, and one window needs {window}. Pass a longer text, or lower ")
            + "--window.");

    public static DiagnosticException SameName(string name, string first, string second) => new(
        "FC7004", $"The results of '{first}' and '{second}' would both be called '{name}'. Rename one of the files, "
            + "or evaluate them one by one.");

    public static DiagnosticException NoTokenizer(string model, string subject) => new(
        "FC7005", $"'{model}' has no tokenizer, so {subject} cannot be turned into tokens. "
            + "Put tokenizer.json beside the model, or measure perplexity on token ids: --text FILE.npy.");

    public static DiagnosticException OtherVocabulary(string model, int words, string dense, int denseWords) => new(
        "FC7010", Text($"'{model}' has logits for {words} tokens, and '{dense}' for {denseWords}, so that their ")
            + "predictions cannot be compared. Pass the dense model that it was made from.");

    public static DiagnosticException OtherTokenizer(string model, string dense) => new(
        "FC7011", $"'{model}' and '{dense}' have different tokenizers, so that their predictions cannot be compared. "
            + "Pass the dense model that it was made from, or put the same tokenizer.json beside both.");

    public static DiagnosticException BadAmount(string option, int found, int least) => new(
        "FC7012", Text($"{option} {found} is not possible; give a number from {least}, or leave it out."));

    public static string TooLargeToWrite(string model) =>
        $"Generation is not measured: memory does not hold '{model}' as a whole, and token by token the weights would "
            + "be read from disk again each time. Allow more memory, or ask for no prompts.";

    public static string ShorterWindows(int found, int wanted) =>
        Text($"The windows have {found} tokens instead of {wanted}: the model reads no longer ones.");
}
