using System.Collections.Frozen;

namespace FinerCut.Cli.Diagnostics;

/// <summary>Which exit code each diagnostic leads to: by its number, else by its range.</summary>
internal static class ExitCodes
{
    private static readonly FrozenDictionary<string, ExitCode> ByCode = new Dictionary<string, ExitCode>
    {
        ["FC1001"] = ExitCode.MissingInput, // no such model
        ["FC1005"] = ExitCode.MissingInput, // external data not there
        ["FC1011"] = ExitCode.MissingInput, // a folder without a model
        ["FC1013"] = ExitCode.MissingInput, // the model that genai_config.json names is not there
        ["FC1035"] = ExitCode.MissingInput, // a name on the Hub
        ["FC3001"] = ExitCode.MissingInput, // no tokenizer
        ["FC3015"] = ExitCode.MissingInput, // no such calibration file or text
        ["FC3020"] = ExitCode.MissingInput, // a glob that matches nothing
        ["FC3021"] = ExitCode.Usage, // a word mixed with files
        ["FC3031"] = ExitCode.MissingInput, // no such file to tokenise
        ["FC4033"] = ExitCode.FellShort, // a distance that leaves room for nothing
        ["FC4041"] = ExitCode.MissingInput, // no search to resume
        ["FC4043"] = ExitCode.BadModel, // a damaged search
        ["FC4051"] = ExitCode.BadModel, // a plan that is not JSON
        ["FC4052"] = ExitCode.BadModel, // a damaged plan
        ["FC4053"] = ExitCode.BadModel, // a plan of a newer format
        ["FC4054"] = ExitCode.BadModel, // a plan of another model
        ["FC4056"] = ExitCode.MissingInput, // no such plan
        ["FC4081"] = ExitCode.BadModel, // a file that cannot be followed
        ["FC4082"] = ExitCode.BadModel, // a place outside of its file
        ["FC4083"] = ExitCode.BadModel, // a shared weight inside the graph file
        ["FC5011"] = ExitCode.BadModel, // the runtime refuses the model
        ["FC7003"] = ExitCode.BadModel, // a text that fills no window
        ["FC7005"] = ExitCode.MissingInput, // no tokenizer
        ["FC7006"] = ExitCode.MissingInput, // no such task
        ["FC7007"] = ExitCode.BadModel, // a task that is not understood
        ["FC7009"] = ExitCode.BadModel, // a choice without tokens
        ["FC7122"] = ExitCode.BadModel, // a model without a plan
        ["FC7123"] = ExitCode.BadModel, // plans of different models
        ["FC7031"] = ExitCode.FellShort, // perplexity rises too far
        ["FC7032"] = ExitCode.FellShort, // perplexity cannot be measured
        ["FC7033"] = ExitCode.BadModel, // a text that fills no window
        ["FC7204"] = ExitCode.FellShort, // no ratio that keeps a condition
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ExitCode> ByRange = new Dictionary<string, ExitCode>
    {
        ["FC10"] = ExitCode.BadModel, // model files
        ["FC20"] = ExitCode.BadModel, // decoder structure
        ["FC30"] = ExitCode.BadModel, // tokenizers and calibration
        ["FC40"] = ExitCode.Usage, // usage
        ["FC50"] = ExitCode.FellShort, // environment
        ["FC60"] = ExitCode.FellShort, // verification
        ["FC71"] = ExitCode.Usage, // measuring speed, comparing plans
        ["FC70"] = ExitCode.Usage, // evaluation
        ["FC72"] = ExitCode.Usage, // sweeps
        ["FC73"] = ExitCode.Usage, // reports
        ["FC74"] = ExitCode.Usage, // healing
    }.ToFrozenDictionary();

    /// <summary>The exit code of a diagnostic.</summary>
    /// <param name="code"><c>FC</c> and four digits.</param>
    /// <returns>The code of its number, else of its range, else <see cref="ExitCode.Internal"/>: a number that nobody
    /// declared.</returns>
    public static ExitCode For(string code)
    {
        if (ByCode.TryGetValue(code, out ExitCode exact))
        {
            return exact;
        }

        return code.Length == 6 && ByRange.TryGetValue(code[..4], out ExitCode range) ? range : ExitCode.Internal;
    }
}
