namespace BackpropGen.Kernels;

/// <summary>How far each number of an operand reaches in a block of rows and columns.</summary>
public enum Reach
{
    /// <summary>One element: the operand has a number for each, row by row.</summary>
    Element,

    /// <summary>One row: the operand has a number for each row, as a sample's largest output.</summary>
    Row,

    /// <summary>One column: the operand has a number for each column, as a bias.</summary>
    Column,

    /// <summary>All elements: the operand is one number.</summary>
    All,
}
