using System.Text.Json.Nodes;
using FinerCut.Evaluation.Generation;

namespace FinerCut.Cli.Answers;

/// <summary>What a model writes, for machines.</summary>
internal static class GenerationScoreAnswer
{
    /// <summary>Takes the answer from a score.</summary>
    /// <param name="score">What the library found.</param>
    public static JsonObject From(GenerationScore score)
    {
        JsonObject answer = new()
        {
            ["prompts"] = score.Prompts,
            ["prompt_tokens"] = score.PromptTokens,
            ["new_tokens"] = score.NewTokens,
        };
        EvalAnswer.Add(answer, "repeated_4grams", score.Repeated);
        answer["distinct_1"] = EvalAnswer.Number(score.DistinctTokens);
        answer["distinct_2"] = EvalAnswer.Number(score.DistinctPairs);
        if (score.Agreement is { } agreement)
        {
            EvalAnswer.Add(answer, "same_tokens", agreement.SameTokens);
            answer["longest_common"] = agreement.LongestCommon;
            EvalAnswer.Add(answer, "mean_common", agreement.MeanCommon);
            answer["draft"] = From(agreement.Draft);
        }

        return answer;
    }

    private static JsonObject From(DraftScore draft)
    {
        JsonObject answer = new() { ["draft_tokens"] = draft.DraftTokens };
        EvalAnswer.Add(answer, "acceptance_rate", draft.AcceptanceRate);
        EvalAnswer.Add(answer, "mean_accepted", draft.MeanAccepted);
        EvalAnswer.Add(answer, "expected_speedup", draft.Speedup);
        answer["dense_step_milliseconds"] = EvalAnswer.Number(draft.DenseStepMilliseconds);
        answer["draft_step_milliseconds"] = EvalAnswer.Number(draft.DraftStepMilliseconds);
        answer["check_milliseconds"] = EvalAnswer.Number(draft.CheckMilliseconds);
        return answer;
    }
}
