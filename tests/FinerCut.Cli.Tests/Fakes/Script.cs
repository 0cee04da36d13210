using FinerCut.Commands.Prune;
using FinerCut.Runs;

namespace FinerCut.Cli.Tests.Fakes;

/// <summary>A run of <c>prune</c> that reports every kind of progress while the clock goes on.</summary>
internal static class Script
{
    public static PruneResult Play(ManualTime time, IRunObserver observer)
    {
        observer.PhaseStarted(RunPhase.Open, "models/tales-3m/model.onnx");
        time.Advance(0.2);
        observer.PhaseStarted(RunPhase.Calibrate, "built-in text, 10 x 256 tokens");
        time.Advance(0.1);
        observer.Warned("CUDA does not load: libcudart.so.13 is missing. Running on the CPU.");
        observer.PhaseStarted(RunPhase.Prepare, "cpu, 2 threads");
        time.Advance(1.5);
        observer.PhaseStarted(RunPhase.Search, "2 of 8 sublayers");
        Search(time, observer);
        observer.PhaseStarted(RunPhase.Evaluate, "perplexity on held-out text");
        time.Advance(0.5);
        observer.PhaseStarted(RunPhase.Write, "/models/tales-3m-pruned-25");
        time.Advance(0.3);
        observer.PhaseStarted(RunPhase.Verify, "10 samples from disk");
        time.Advance(0.5);
        return Samples.Result;
    }

    private static void Search(ManualTime time, IRunObserver observer)
    {
        for (int done = 1; done <= 8; done++)
        {
            time.Advance(5);
            observer.Progressed(done, 15);
        }

        observer.StepFinished(1, 2, Samples.Steps[0], TimeSpan.FromSeconds(40));
        for (int done = 9; done <= 15; done++)
        {
            time.Advance(2);
            observer.Progressed(done, 15);
        }

        observer.StepFinished(2, 2, Samples.Steps[1], TimeSpan.FromSeconds(14));
    }
}
