namespace TopologyMirror.Switchover;

/// <summary>The sequence of a switchover as a pure total function. The pipeline alone performs what it says. Hosts replace or decorate it.</summary>
public interface ISwitchover
{
    /// <summary>Says what to do next. Defined for every state and every observation.</summary>
    /// <param name="state">Where the run stands.</param>
    /// <param name="observation">What is observed now.</param>
    SwitchoverAction Next(SwitchoverState state, SwitchoverObservation observation);
}
