namespace BackpropGen.Kernels;

/// <summary>A function of several numbers.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
/// <param name="arguments">The arguments, in order.</param>
public delegate T LaneFunction<T>(ReadOnlySpan<T> arguments);
