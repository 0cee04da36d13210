namespace FinerCut.Tests.Surgery;

/// <summary>The folders of the zoo as rows of a theory: known by name, so that they are listed, and skipped one by
/// one, where the zoo is absent.</summary>
public static class ZooFolders
{
    /// <summary>All folders, sorted.</summary>
    public static TheoryData<string> Names { get; } =
    [
        "bloom.optimum.fp32", "gemma2.genai-cpu-windowed.fp32", "gemma2.genai-cpu.fp32", "gemma2.genai-cuda.fp16",
        "gpt-neox-par.optimum.fp32", "gpt-neox-par.ort-optimizer.fp32", "gpt-neox-seq.optimum.fp32",
        "gpt-neox-seq.ort-optimizer.fp32",
        "gpt2.optimum.fp32", "gpt2.ort-optimizer.fp32", "llama-gqa.dynamo23.fp32", "llama-gqa.ext-one.fp32",
        "llama-gqa.ext-per-tensor.fp32", "llama-gqa.genai-cpu-hidden.fp32", "llama-gqa.genai-cpu.fp32",
        "llama-gqa.genai-cpu.int4",
        "llama-gqa.genai-cpu.int4-acc1", "llama-gqa.optimum-merged.fp32", "llama-gqa.optimum-nopast.fp32",
        "llama-gqa.optimum.fp16",
        "llama-gqa.optimum.fp32", "llama-gqa.ort-int8.q8", "llama-gqa.ort-nbits.q4", "llama-tied.genai-cpu.fp32-shared",
        "llama-tied.genai-cpu.int4-shared", "opt.optimum.fp32", "phi.genai-cpu.fp32", "phi3.genai-cpu.fp32",
        "qwen2.genai-cpu.fp32", "qwen3.dynamo18.fp32", "stories260K/genai-cpu.fp32", "stories260K/genai-cpu.int4",
        "stories260K/optimum.fp32",
    ];
}
