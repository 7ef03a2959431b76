namespace BackpropGen.Generator.Planning;

/// <summary>Why a value is kept as long as it is.</summary>
internal enum BufferUse
{
    /// <summary>Steps of the forward pass alone read it.</summary>
    Forward,

    /// <summary>A value of the forward pass that the backward pass reads.</summary>
    Saved,

    /// <summary>It is made by the backward pass.</summary>
    Backward,

    /// <summary>The program is run for it: it stays to the end.</summary>
    Result,
}

/// <summary>From when to when a piece of the workspace holds a value, and why.</summary>
/// <param name="Buffer">The number of the buffer.</param>
/// <param name="FirstStep">The step that writes it first.</param>
/// <param name="LastStep">The last step that reads it; the program's last, where it is a result.</param>
/// <param name="Use">Why it is kept.</param>
/// <param name="SavedFor">The buffer that the backward pass first computes from it; −1 where it is not saved.</param>
internal sealed record BufferLifetime(int Buffer, int FirstStep, int LastStep, BufferUse Use, int SavedFor = -1);

/// <summary>A value that is never stored: each element is computed where a step reads it.</summary>
/// <param name="Symbol">Its name in the generated comments, or its formula.</param>
/// <param name="Steps">The steps that compute it, in their order: all but the first compute it again.</param>
/// <param name="Readers">What is computed from it at once, each time anew; none where it stays in registers for several.</param>
internal sealed record UnstoredValue(string Symbol, EquatableArray<int> Steps, EquatableArray<int> Readers);
