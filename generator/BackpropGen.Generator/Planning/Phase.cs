namespace BackpropGen.Generator.Planning;

/// <summary>How threads can share the steps of a phase.</summary>
internal enum PhaseKind
{
    /// <summary>Not at all: small sums over the batch, and what is made of them.</summary>
    Once,

    /// <summary>Each computes some samples.</summary>
    Samples,

    /// <summary>Each computes some elements of every result, from all samples.</summary>
    Outputs,
}

/// <summary>Steps, one after the other, between which threads need not wait for each other.</summary>
/// <param name="Kind">How threads share them.</param>
/// <param name="FirstStep">The first of them.</param>
/// <param name="StepCount">How many they are.</param>
/// <param name="Work">What they take.</param>
internal sealed record Phase(PhaseKind Kind, int FirstStep, int StepCount, Work Work);
