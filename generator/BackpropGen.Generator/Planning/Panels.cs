namespace BackpropGen.Generator.Planning;

/// <summary>The order of a stored array: panel after panel, each with so many neighbours of one axis, and in a panel the other
/// axes row by row around these neighbours. The runtime's record of the same name says the same to the user.</summary>
/// <param name="Axis">The axis that is parted.</param>
/// <param name="Width">The neighbours in a panel; it divides the axis.</param>
internal sealed record Panels(int Axis, int Width);

/// <summary>The axis of a view that is in panels, whose own stride is that of neighbours within one.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Width">The neighbours in a panel.</param>
/// <param name="Stride">From one panel to the next.</param>
internal sealed record PanelAxis(int Axis, int Width, int Stride);
