namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipelineBuilder
{
    /// <summary>The clock that was set so far, for extensions that make something that needs one. Default: the system's clock.</summary>
    public TimeProvider Time => _time ?? TimeProvider.System;
}
