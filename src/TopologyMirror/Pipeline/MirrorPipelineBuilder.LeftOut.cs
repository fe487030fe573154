namespace TopologyMirror.Pipeline;

/// <content>What a test leaves out of the guard.</content>
public sealed partial class MirrorPipelineBuilder
{
    private LeftOut _leftOut = LeftOut.Nothing;

    /// <summary>Takes guardrails away, so that a test can show what each of them keeps out. No host can.</summary>
    internal MirrorPipelineBuilder LeaveOut(LeftOut leftOut)
    {
        _leftOut = leftOut;
        return this;
    }
}
