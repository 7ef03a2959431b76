// The objective of bundle adjustment in C++, to say how fast the C# that is differentiated is.
// For each line read, evaluates it for the number of seconds in the line and answers the processor seconds of one evaluation and the sum of all errors.
#include <cmath>
#include <cstdio>
#include <ctime>
#include <vector>

namespace {

constexpr int cameras = 49, points = 7776, observations = 31843;

void rotate(const double* axis, const double* p, double* rotated) {
    double square = axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2];
    if (square == 0) {
        rotated[0] = p[0] + (axis[1] * p[2] - axis[2] * p[1]);
        rotated[1] = p[1] + (axis[2] * p[0] - axis[0] * p[2]);
        rotated[2] = p[2] + (axis[0] * p[1] - axis[1] * p[0]);
        return;
    }

    double angle = std::sqrt(square), cosine = std::cos(angle), sine = std::sin(angle), inverse = 1 / angle;
    double w[3] = {axis[0] * inverse, axis[1] * inverse, axis[2] * inverse};
    double cross[3] = {w[1] * p[2] - w[2] * p[1], w[2] * p[0] - w[0] * p[2], w[0] * p[1] - w[1] * p[0]};
    double along = (w[0] * p[0] + w[1] * p[1] + w[2] * p[2]) * (1 - cosine);
    for (int i = 0; i < 3; i++) {
        rotated[i] = p[i] * cosine + cross[i] * sine + w[i] * along;
    }
}

void reprojection(const double* camera, const double* point, double weight, const double* feature, double* error) {
    double moved[3] = {point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]}, seen[3];
    rotate(camera, moved, seen);
    double x = seen[0] / seen[2], y = seen[1] / seen[2];
    double square = x * x + y * y;
    double distortion = 1 + camera[9] * square + camera[10] * square * square;
    error[0] = weight * (x * distortion * camera[6] + camera[7] - feature[0]);
    error[1] = weight * (y * distortion * camera[6] + camera[8] - feature[1]);
}

}  // namespace

int main() {
    const double camera[11] = {-0.758453, -1.109613, -0.845551, 34.556073, 39.676747, 53.881673, 419.194514, 5.864426, -8.518870, 0.087812, 0.002739};
    const double point[3] = {7.203245, 0.001144, 3.023326};
    std::vector<double> all_cameras, all_points, weights(observations, 0.417022), features, errors(2 * observations), weight_errors(observations);
    std::vector<int> seen;
    for (int i = 0; i < cameras; i++) {
        all_cameras.insert(all_cameras.end(), camera, camera + 11);
    }
    for (int i = 0; i < points; i++) {
        all_points.insert(all_points.end(), point, point + 3);
    }
    for (int i = 0; i < observations; i++) {
        features.push_back(271.760969);
        features.push_back(834.209256);
        seen.push_back(i % cameras);
        seen.push_back(i % points);
    }

    double seconds;
    while (std::scanf("%lf", &seconds) == 1) {
        std::clock_t start = std::clock();
        double elapsed;
        int calls = 0;
        do {
            for (int i = 0; i < observations; i++) {
                reprojection(&all_cameras[11 * seen[2 * i]], &all_points[3 * seen[2 * i + 1]], weights[i], &features[2 * i], &errors[2 * i]);
            }
            for (int i = 0; i < observations; i++) {
                weight_errors[i] = 1 - weights[i] * weights[i];
            }
            calls++;
            elapsed = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        } while (elapsed < seconds);

        double sum = 0;
        for (double error : errors) {
            sum += error;
        }
        for (double error : weight_errors) {
            sum += error;
        }
        std::printf("%.17g %.17g\n", elapsed / calls, sum);
        std::fflush(stdout);
    }
    return 0;
}
